import fs from 'node:fs'
import path from 'node:path'
import { CdaJudge } from './cda-judge'
import { judgeBytes } from './judge-file'
import type { Verdict } from './verdict'

const FIXTURES = process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../shared/fixtures')
const present = fs.existsSync(path.join(FIXTURES, 'pam'))
const describeWith = present ? describe : describe.skip
const absent = present ? '' : ' (fixtures are not present beside the project)'

const filesOf = (folder: string): string[] =>
  !present ? [] : fs.readdirSync(path.join(FIXTURES, folder)).map((name) => path.join(FIXTURES, folder, name))
const MESSAGES = ['pam', 'hl7v2-cda/acks', 'hl7v2-cda/dpi-to-pfi', 'hl7v2-cda/pfi-to-dpi'].flatMap(filesOf)

describeWith(`published messages and documents${absent}`, () => {
  let cda: CdaJudge
  beforeAll(async () => {
    cda = await CdaJudge.load({
      schemaFolder: path.join(FIXTURES, 'xsd/cda'),
      valueSetFolder: path.join(FIXTURES, 'jdv'),
    })
  }, 60_000)
  afterAll(() => cda.dispose())
  const judge = (bytes: Buffer | string): Promise<Verdict> => judgeBytes('f', Buffer.from(bytes), cda)
  const read = (name: string): string => fs.readFileSync(path.join(FIXTURES, name), 'utf8')
  const errors = ({ findings }: Verdict): string[] =>
    findings.filter(({ severity }) => severity === 'error').map(({ where, message }) => `${where} ${message}`)

  it.each([...MESSAGES, ...filesOf('cda')].map((file) => [path.relative(FIXTURES, file), file]))(
    '%s is good',
    async (_name, file) => {
      const answer = await judge(fs.readFileSync(file))
      expect(errors(answer)).toEqual([])
      expect(answer.kind).not.toBe('unknown')
    },
  )

  const adt = 'pam/sgl-admission-a01.er7'
  const mdm = 'hl7v2-cda/dpi-to-pfi/mdm-t02-initial-n1.er7'
  const n1 = 'cda/DOC_NON_STRUCTURE_CDA-R2-N1.xml'
  it.each<[string, string, (text: string) => string]>([
    ['ADT without control id', adt, (text) => text.replace('|3975|', '||')],
    ['ADT without patient', adt, (text) => text.replace(/PID\|[^\n\r]*/, '')],
    ['ADT with a birth date that is none', adt, (text) => text.replaceAll('19790328', '19791345')],
    ['ADT with a matricule whose key is wrong', adt, (text) => text.replace('279035121518989', '279035121518988')],
    ['ADT with a sex out of the table', adt, (text) => text.replace('|F|', '|X|')],
    ['ADT of an event that does not exist', adt, (text) => text.replace('ADT^A01^ADT_A01', 'ADT^A99^ADT_A99')],
    ['ADT of another version', adt, (text) => text.replace('|2.5^FRA^2.11|', '|2.3|')],
    ['ADT without the movement that the event asks for', adt, (text) => text.replace(/ZBE\|[^\n\r]*/, '')],
    ['MDM without its document', mdm, (text) => text.replace(/\^XML\^Base64\^[A-Za-z0-9+/=]+/i, '^XML^Base64^')],
    [
      'MDM whose document is cut',
      mdm,
      (text) => text.replace(/(\^XML\^Base64\^[A-Za-z0-9+/]{4000})[A-Za-z0-9+/=]*/i, '$1'),
    ],
    ['MDM without participants', mdm, (text) => text.replace(/PRT\|[^\n\r]*[\r\n]+/g, '')],
    ['MDM for another patient than its document', mdm, (text) => text.replace('279035121518989', '180032B02040123')],
    ['CDA without an author', n1, (text) => text.replace(/<author>[\s\S]*?<\/author>/g, '')],
    ['CDA without an id', n1, (text) => text.replace(/<id root="[^"]*"[^>]*\/>/, '')],
    ['CDA with an unknown element', n1, (text) => text.replace('<title', '<surprise/><title')],
    [
      'CDA with a time that is none',
      n1,
      (text) => text.replace(/<effectiveTime value="[^"]*"/, '<effectiveTime value="hier"'),
    ],
    ['CDA cut in the middle', n1, (text) => text.slice(0, text.length / 2)],
  ])('%s: refused', async (_what, file, change) => {
    const text = read(file)
    const changed = change(text)
    expect(changed).not.toBe(text)
    const answer = await judge(changed)
    expect(answer.ok).toBe(false)
    expect(answer.findings.map(({ rule }) => rule)).not.toContain('CHECK.FAILED')
  })

  it('finds in one file of many messages the one that is bad', async () => {
    const all = [adt, 'pam/zfa-consultation-yes-feeding-yes.er7'].map(read)
    expect((await judge(all.join('\r'))).ok).toBe(true)
    const { ok, findings } = await judge([...all, all[0]!.replace('|F|', '|X|')].join('\r\n\r\n'))
    expect(ok).toBe(false)
    expect(findings.filter(({ severity }) => severity === 'error').map(({ where }) => where.slice(0, 11))).toEqual(
      expect.arrayContaining(['message 3 :']),
    )
  })

  it('never crashes on mutilated bytes', async () => {
    for (const file of [...MESSAGES, path.join(FIXTURES, n1)]) {
      const bytes = fs.readFileSync(file)
      for (let i = 1; i <= 20; i++) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * i) / 21))
        const flipped = Buffer.from(bytes)
        for (let at = i; at < flipped.length; at += 997) flipped[at] = (flipped[at]! + i) % 256
        for (const mutant of [cut, flipped])
          expect((await judge(mutant)).findings.map(({ rule }) => rule)).not.toContain('CHECK.FAILED')
      }
    }
  }, 120_000)
})

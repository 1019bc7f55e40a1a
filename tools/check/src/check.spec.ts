import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildAck, Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { validatePam } from '@anamnese/interop-pam-fr'
import { CdaJudge } from './cda-judge'
import { judgeBytes, judgeFile } from './judge-file'
import { readOptions, UsageError } from './options'

const ADT = [
  'MSH|^~\\&|GAM|CHARGOAT|DPI|CHARGOAT|20261123101500||ADT^A28^ADT_A05|M1|P|2.5^FRA^2.11||||||UNICODE UTF-8',
  'EVN||20261123101500',
  'PID|||1234^^^GAM&220000012&M^PI||PATIENT^Élodie^^^^^L||19790328|F||||||||||||||||||||||||PROV',
  'PV1|1|N',
  '',
].join('\r')
const ACK = [
  'MSH|^~\\&|DPI|CH|GAM|CH|20261123101501||ACK^A28^ACK|A1|P|2.5',
  'MSA|AE|M1',
  'ERR||PID^1^3|101^x|E||||Absent',
].join('\n')

describe('npm run check', () => {
  let cda: CdaJudge
  let folder: string
  beforeAll(async () => {
    cda = await CdaJudge.load()
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'))
  })
  afterAll(() => {
    cda.dispose()
    fs.rmSync(folder, { recursive: true })
  })
  const judge = (content: string | Buffer): ReturnType<typeof judgeBytes> => judgeBytes('f', Buffer.from(content), cda)

  it('recognises a message by its content, in an MLLP frame, with LF and with a byte order mark', async () => {
    for (const text of [ADT, `\x0b${ADT}\x1c\r`, ADT.replaceAll('\r', '\n'), `\uFEFF${ADT}`, `\n\n${ADT}`])
      expect((await judge(text)).kind).toBe('hl7.adt')
  })

  it('judges every message of a file and says which one a remark is about', async () => {
    const bad = ADT.replace('M1', 'M2').replace('PID|||1234^^^GAM&220000012&M^PI', 'PID|||')
    const { kind, ok, findings } = await judge(`BHS|^~\\&|GAM\r${ADT}${bad}BTS|2\r`)
    expect(kind).toBe('hl7.adt')
    expect(ok).toBe(false)
    expect(
      findings.filter(({ severity }) => severity === 'error').every(({ where }) => where.startsWith('message 2 : ')),
    ).toBe(true)
  })

  it('says of an admission what the service answers in its ERR segments, place by place, word for word', async () => {
    const wrong = ADT.replace('|19790328|F|', '|1979|X|').replace('PROV', 'VALI~ZZZ').replace('^PI|', '^PI~1^^^^ZZ|')
    const message = Hl7Message.parse(wrong)
    const answer = readAck(
      Hl7Message.parse(buildAck(message, { controlId: 'A', at: new Date(), findings: validatePam(message) })),
    )
    const { findings } = await judge(wrong)
    expect(answer.errors.length).toBeGreaterThan(3)
    expect(
      findings.filter(({ severity }) => severity !== 'info').map(({ where, message: said }) => `${where} ${said}`),
    ).toEqual(answer.errors.map(({ location, text }) => `${location} ${text ?? ''}`))
  })

  it('judges the queries of identity (PDQ, PIX) and their answers', async () => {
    const query = (criteria: string): string =>
      `MSH|^~\\&|BIO|CH|DPI|CH|20261123101500||QBP^Q22^QBP_Q21|Q1|P|2.5||||||UNICODE UTF-8\rQPD|IHE PDQ Query|T|${criteria}\rRCP|I|10^RD\r`
    expect(await judge(query('@PID.7^19790328'))).toMatchObject({ kind: 'hl7.qbp', ok: true, findings: [] })
    const bad = await judge(query('@PID.10^X'))
    expect(bad).toMatchObject({ kind: 'hl7.qbp', ok: false, findings: [{ where: 'QPD-3.1', severity: 'error' }] })
    expect((await judge(query('@PID.8^F').replace('Q22', 'Q99'))).findings[0]?.where).toBe('MSH-9.2')
    expect((await judge(ACK.replace('ACK^A28^ACK', 'RSP^K22^RSP_K21'))).kind).toBe('hl7.rsp')
  })

  it('says when messages of several kinds are together', async () => {
    expect((await judge(`${ADT}\r${ACK}`)).kind).toBe('hl7')
  })

  it('tells what an acknowledgement refuses, which is no fault of the acknowledgement', async () => {
    const { ok, kind, findings } = await judge(ACK)
    expect({ ok, kind }).toEqual({ ok: true, kind: 'hl7.ack' })
    expect(findings).toMatchObject([{ severity: 'info', message: expect.stringContaining('Absent') as string }])
  })

  it('refuses an acknowledgement that answers nothing', async () => {
    expect((await judge(ACK.replace('MSA|AE|M1', 'MSA|ZZ'))).ok).toBe(false)
    expect((await judge(ACK.replace('MSA|AE|M1', 'MSA|AA'))).ok).toBe(false)
  })

  it.each([
    ['nothing known', 'hello'],
    ['binary', Buffer.from([0, 1, 2, 255])],
    ['XML of another kind', '<Bundle xmlns="http://hl7.org/fhir"/>'],
    ['a message of a kind that is not exchanged', ADT.replace('ADT^A28^ADT_A05', 'SIU^S12^SIU_S12')],
    ['a message cut in its header', 'MSH|^~\\&|GAM'],
    ['a message without delimiters', 'MSH|'],
    ['a document that is not well formed', '<ClinicalDocument xmlns="urn:hl7-org:v3"><id>'],
    [
      'a document with a DOCTYPE',
      '<!DOCTYPE x [<!ENTITY a "b">]><ClinicalDocument xmlns="urn:hl7-org:v3">&a;</ClinicalDocument>',
    ],
    ['an empty CDA', '<ClinicalDocument xmlns="urn:hl7-org:v3"/>'],
    ['a CDA of another namespace', '<ClinicalDocument xmlns="urn:other"/>'],
  ])('answers with an error, never a crash: %s', async (_what, content) => {
    const { ok, findings } = await judge(content)
    expect(ok).toBe(false)
    expect(findings.find(({ severity }) => severity === 'error')?.rule).toBeTruthy()
    expect(findings.map(({ rule }) => rule)).not.toContain('CHECK.FAILED')
  })

  it('says that the schema was not checked when it has none', async () => {
    expect((await judge('<ClinicalDocument xmlns="urn:hl7-org:v3"/>')).findings.map(({ rule }) => rule)).toContain(
      'CHECK.NO_SCHEMA',
    )
  })

  it.each([
    ['absent', 'CHECK.UNREADABLE', (): string => 'absent.hl7'],
    ['a folder', 'CHECK.NOT_A_FILE', (): string => '.'],
    ['a device', 'CHECK.NOT_A_FILE', (): string => '/dev/zero'],
    [
      'empty',
      'CHECK.EMPTY',
      (): string => {
        fs.writeFileSync(path.join(folder, 'empty.hl7'), '')
        return 'empty.hl7'
      },
    ],
    [
      'larger than anything the services accept',
      'CHECK.TOO_LARGE',
      (): string => {
        fs.closeSync(fs.openSync(path.join(folder, 'large.hl7'), 'w'))
        fs.truncateSync(path.join(folder, 'large.hl7'), 65 * 1024 * 1024)
        return 'large.hl7'
      },
    ],
  ])('judges a file that is %s', async (_what, rule, make) => {
    const { ok, kind, findings } = await judgeFile(make(), folder, cda)
    expect({ ok, kind }).toEqual({ ok: false, kind: 'unknown' })
    expect(findings[0]?.rule).toBe(rule)
  })

  it('does not wait for what will never come from a pipe', async () => {
    const pipe = path.join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect((await judgeFile('pipe', folder, cda)).findings[0]?.rule).toBe('CHECK.NOT_A_FILE')
  })

  it('reads its command line', () => {
    expect(readOptions(['a', '--schema', 'x', '--', '--help'], { ANAMNESE_CALLED_FROM: '/d' })).toMatchObject({
      files: ['a', '--help'],
      schemaFolder: '/d/x',
      from: '/d',
    })
    expect(() => readOptions(['--wrong'], {})).toThrow(UsageError)
    expect(() => readOptions([], {})).toThrow('Aucun fichier')
    expect(() => readOptions(['--schema'], {})).toThrow(UsageError)
    expect(readOptions(['--help'], {}).help).toBe(true)
  })
})

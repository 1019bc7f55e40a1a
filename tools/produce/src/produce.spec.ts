import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readCdaHeader, readPdfCopy } from '@anamnese/interop-cda'
import { demonstration, DocumentTypes, parseModel } from '@anamnese/interop-clinical-documents'
import { readXdmArchive } from '@anamnese/interop-xdm'
import { runProduce } from './command'

const LETTER = '20261124_Lettre de liaison à la sortie_PAT-TROIS_DOMINIQUE'

describe('npm run produce', () => {
  let folder: string
  let said: string
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'produce-'))
    said = ''
    for (const stream of [process.stdout, process.stderr]) {
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        said += String(text)
        return true
      })
    }
  })
  afterEach(() => {
    jest.restoreAllMocks()
    fs.rmSync(folder, { recursive: true })
  })
  const run = (...args: string[]): Promise<number> => runProduce(args, { ANAMNESE_CALLED_FROM: folder })
  const read = (name: string): Buffer => fs.readFileSync(path.join(folder, 'out', name))

  it('makes the discharge letter in every form, named as in a mail, each without a remark', async () => {
    expect([await run('--type', 'LDL-SES', '--out', 'out'), said]).toEqual([0, expect.not.stringContaining('remarque')])
    expect(fs.readdirSync(path.join(folder, 'out')).sort()).toEqual(
      [`${LETTER}.pdf`, `${LETTER}_CDA-N1.xml`, `${LETTER}_CDA-N3.xml`, 'IHE_XDM.ZIP', 'modele.json'].sort(),
    )
    const pdf = read(`${LETTER}.pdf`)
    expect(readPdfCopy(read(`${LETTER}_CDA-N3.xml`))?.equals(pdf)).toBe(true)
    expect(readCdaHeader(read(`${LETTER}_CDA-N1.xml`)).body).toMatchObject({ level: 'N1', bytes: pdf })
    const [submission] = await readXdmArchive(read('IHE_XDM.ZIP'))
    expect(submission?.documents[0]?.bytes.equals(read(`${LETTER}_CDA-N3.xml`))).toBe(true)
  })

  it('makes the same bytes from the model that it wrote', async () => {
    await run('--out', 'out')
    expect(await run('--from', 'out/modele.json', '--out', 'again')).toBe(0)
    for (const name of fs.readdirSync(path.join(folder, 'out')))
      expect(fs.readFileSync(path.join(folder, 'again', name)).equals(read(name))).toBe(true)
  })

  it.each(new DocumentTypes().all.map(({ key }) => key))('makes a document of the type %s', async (key) => {
    expect([await run('--type', key, '--out', 'out'), said]).toEqual([0, expect.stringContaining('conforme')])
    expect(fs.readdirSync(path.join(folder, 'out')).filter((name) => name.endsWith('.xml'))).toHaveLength(
      key === 'LDL-SES' ? 2 : 1,
    )
  })

  it('lists the types, those of a hospital included', async () => {
    const types = {
      types: [
        {
          code: '77436-4',
          key: 'CR-ANEST',
          name: 'CR d’anesthésie',
          sections: [{ key: 'a', title: 'A', required: true, template: '{unit}' }],
        },
      ],
    }
    fs.writeFileSync(path.join(folder, 'types.json'), JSON.stringify(types))
    expect(await run('--list', '--types', 'types.json')).toBe(0)
    expect(said).toContain('LDL-SES\t11490-0')
    expect(said).toContain('CR-ANEST\t77436-4')
  })

  it.each<[string, (model: Record<string, unknown>) => unknown, string]>([
    ['a trait is missing', (model) => ({ ...model, patient: {} }), '/patient/birthName'],
    ['a property is unknown', (model) => ({ ...model, diagnosis: 'x' }), '/diagnosis'],
    ['a section is not of the type', (model) => ({ ...model, sections: { findings: 'x' } }), '« findings »'],
    ['a mandatory section is empty', (model) => ({ ...model, sections: { reason: ' ' } }), 'obligatoire'],
    ['a date is none', (model) => ({ ...model, validatedAt: 'hier' }), '/validatedAt'],
    [
      'a code is unknown',
      (model) => ({ ...model, stay: { number: '1', kind: 'X', start: '2026-11-20T08:30:00Z' } }),
      'J142',
    ],
    ['it is not an object', () => 'x', 'en /'],
  ])('says what is wrong with a model when %s', async (_what, change, message) => {
    const letter = demonstration(new DocumentTypes().find('LDL-SES')!)
    fs.writeFileSync(path.join(folder, 'model.json'), JSON.stringify(change({ ...letter })))
    expect([await run('--from', 'model.json', '--out', 'out'), said]).toEqual([2, expect.stringContaining(message)])
    expect(fs.existsSync(path.join(folder, 'out'))).toBe(false)
  })

  it('says what is wrong with the command', async () => {
    expect([await run('--wrong'), said]).toEqual([2, expect.stringContaining('Option inconnue')])
    expect(await run('--type', 'X', '--out', 'out')).toBe(2)
    expect(await run()).toBe(2)
    expect(await run('--from', 'absent.json', '--out', 'out')).toBe(2)
    expect(await run('--help')).toBe(0)
    expect(() => parseModel('{')).toThrow('JSON')
  })
})

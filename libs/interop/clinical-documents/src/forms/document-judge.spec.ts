import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleSource } from '../testing/sample'
import { DocumentJudge } from './document-judge'
import { produceForms } from './produce-forms'

const schema = (id: string, context: string, test: string): string =>
  `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><ns prefix="cda" uri="urn:hl7-org:v3"/>
  <pattern id="${id}"><rule context="${context}"><assert test="${test}">Règle ${id}.</assert></rule></pattern></schema>`

describe('the judge with a folder of schematrons', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'judge-'))
    mkdirSync(join(folder, 'profils'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })
  const findings = async (code: string): Promise<string[]> => {
    const judge = await DocumentJudge.load({ schematronFolder: folder })
    const { cda } = await produceForms(sampleSource(code))
    const found = judge
      .cda(cda, { strict: true })
      .map(({ severity, rule, message }) => `${severity} ${rule} ${message}`)
    judge.dispose()
    return found
  }

  it('runs the profiles on every document and a model on its own documents, and says the rule in its words', async () => {
    writeFileSync(join(folder, 'profils/common.sch'), schema('common', 'cda:ClinicalDocument', 'cda:copyTime'))
    writeFileSync(join(folder, 'CI-SIS_LDL-SES_2022.01.sch'), schema('letter', 'cda:structuredBody', 'cda:missing'))
    writeFileSync(join(folder, 'CI-SIS_CR-BIO_2024.01.sch'), schema('other', 'cda:ClinicalDocument', 'false()'))
    expect(await findings('34874-8')).toEqual(['error SCHEMATRON.common Règle common.'])
    expect(await findings('11490-0')).toEqual([
      'error SCHEMATRON.common Règle common.',
      'error SCHEMATRON.letter Règle letter.',
    ])
  })

  it('finds nothing in a document that respects them', async () => {
    writeFileSync(
      join(folder, 'profils/common.sch'),
      schema('common', 'cda:author/cda:time', "matches(@value, '^\\d{14}')"),
    )
    expect(await findings('11490-0')).toEqual([])
  })

  it('is not loaded with rules that cannot be read', async () => {
    writeFileSync(join(folder, 'profils/common.sch'), '<schema/>')
    await expect(DocumentJudge.load({ schematronFolder: folder })).rejects.toThrow('n’est pas un schématron')
    await expect(DocumentJudge.load({ schematronFolder: join(folder, 'absent') })).rejects.toThrow()
  })
})

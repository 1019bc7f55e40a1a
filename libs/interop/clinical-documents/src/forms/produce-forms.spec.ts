import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { readCdaHeader, readPdfCopy } from '@anamnese/interop-cda'
import type { SourceData } from '../source/source-document'
import { sampleSource } from '../testing/sample'
import { DEFAULT_DOCUMENT_TYPES } from '../types/default-types'
import { classOf, formatOf } from '../types/document-type'
import { DocumentJudge } from './document-judge'
import { produceForms } from './produce-forms'
import { toPage } from './to-page'

const FIXTURES = process.env['ANAMNESE_FIXTURES'] ?? resolve(__dirname, '../../../../../../shared/fixtures')
const SCHEMA = resolve(FIXTURES, 'xsd/cda')

const DATA: SourceData = {
  entryMode: '183452005',
  exitMode: '160849004',
  resistantGerms: { answer: true, detail: 'E. coli BLSE' },
  transfusion: { answer: false },
  treatments: [{ name: 'Furosémide 40 mg', posology: '1 le matin', start: '2026-11-24', atc: 'C03CA01' }],
  stoppedTreatments: [{ name: 'Aspirine 75 mg', end: '2026-11-21' }],
  allergies: [{ agent: 'amoxicilline', type: '416098002', severity: '6736007' }],
  plans: [{ kind: 'appointment', text: 'Consultation de cardiologie', on: '2026-12-15' }],
}

describe('the forms of a document', () => {
  let judge: DocumentJudge
  beforeAll(async () => {
    if (!existsSync(SCHEMA)) console.warn(`the schema is not checked: ${SCHEMA} is absent`)
    judge = await DocumentJudge.load(existsSync(SCHEMA) ? { schemaFolder: SCHEMA } : {})
  })
  afterAll(() => {
    judge.dispose()
  })

  it.each(DEFAULT_DOCUMENT_TYPES.map((type) => [type.key, type] as const))(
    '%s: a page and a CDA, without a remark of the judge',
    async (_key, type) => {
      const { pdf, cda } = await produceForms(sampleSource(type.type.code))
      expect(judge.pdf(pdf)).toEqual([])
      expect(judge.cda(cda, { strict: true })).toEqual([])
      const header = readCdaHeader(cda)
      expect(header.code).toEqual(type.type)
      expect(header.body.level).toBe(type.form === 'N1' ? 'N1' : 'N3')
      expect(classOf(type)).toBeDefined()
      expect(formatOf(type).code).toBe(
        type.form === 'N1' ? 'urn:ihe:iti:xds-sd:pdf:2008' : 'urn:asip:ci-sis:ldl-ses:2017',
      )
    },
  )

  it('the structured letter carries its page, and codes what was entered as data', async () => {
    const { pdf, cda } = await produceForms(sampleSource('11490-0', { data: DATA }))
    expect(readPdfCopy(cda)?.equals(pdf)).toBe(true)
    expect(judge.cda(cda, { strict: true })).toEqual([])
    const xml = cda.toString()
    for (const code of ['183452005', '160849004', 'C03CA01', '416098002', '6736007']) expect(xml).toContain(code)
    expect(xml).not.toContain('no-medication-info')
  })

  it('the page says what the data say, so that both forms are read alike', () => {
    const page = toPage(sampleSource('11490-0', { data: DATA }))
    const text = JSON.stringify(page.sections)
    for (const said of [
      'hospitalisation en urgence',
      'oui (E. coli BLSE)',
      'Furosémide 40 mg',
      '24/11/2026',
      'Aspirine',
    ])
      expect(text).toContain(said)
    for (const said of ['allergie médicamenteuse : amoxicilline, modéré', '15/12/2026 : Consultation'])
      expect(text).toContain(said)
  })

  it('of a stay that goes on, of a patient without INS, without recipients', async () => {
    const { patient, stay, ...rest } = sampleSource()
    const { ins: _ins, ...unknown } = patient
    const { end: _end, discharge: _mode, ...open } = stay
    const { cda } = await produceForms({ ...rest, patient: unknown, stay: open, recipients: [] })
    const errors = judge.cda(cda, { strict: true }).filter(({ severity }) => severity === 'error')
    expect(errors).toEqual([])
  })

  it('cites the version that it replaces', async () => {
    const { version, ...rest } = sampleSource('34874-8')
    const { cda } = await produceForms({
      ...rest,
      version: { ...version, number: 2, replaces: { oid: '1.2.250.1.999.1.1.220.4.999', number: 1 } },
    })
    expect(readCdaHeader(cda).relatedDocuments).toEqual([
      { typeCode: 'RPLC', id: { root: '1.2.250.1.999.1.1.220.4.999' }, versionNumber: 1 },
    ])
  })
})

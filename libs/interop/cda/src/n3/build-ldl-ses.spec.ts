import { codeOf, ADVERSE_REACTION_TYPE, ENTRY_MODE, EXIT_MODE, OBSERVATION_SEVERITY } from '@anamnese/domain-value-sets'
import { parseXml, textOf, XsdSchema } from '@anamnese/interop-xml'
import { CdaError } from '../cda-error'
import { checkCda, loadCdaSchema } from '../check/check-cda'
import { elementsOf } from '../check/check-structured'
import { readCdaHeader } from '../read-header'
import { describeWith, fixture } from '../testing/fixtures'
import { LETTER } from '../testing/letter'
import { buildLdlSes } from './build-ldl-ses'
import type { LdlSesContent, LdlSesDocument } from './ldl-ses-document'
import { readPdfCopy } from './read-pdf-copy'

const { body: _file, ...HEADER } = LETTER
const PDF = Buffer.from('%PDF-1.4\n%âãÏÓ\n%%EOF')

/** A letter with every section and every kind of entry. */
const FULL: LdlSesContent = {
  reason: 'Décompensation cardiaque.\n\nAdressée par les urgences.',
  summary: 'Évolution favorable sous diurétiques < 48 h & surveillance.',
  entryMode: codeOf(ENTRY_MODE, '183452005'),
  exitMode: codeOf(EXIT_MODE, '160849004'),
  adverseEvents: 'Chute sans gravité.',
  resistantGerms: { answer: true, detail: 'Escherichia coli BLSE' },
  transfusion: { answer: true, detail: 'Frissons à la fin de la poche' },
  bloodDerivatives: { answer: false },
  stoppedTreatments: {
    text: 'Aspirine arrêtée.',
    items: [{ name: 'Acide acétylsalicylique 75 mg', end: '2026-11-21' }],
  },
  treatments: {
    text: 'Surveillance du poids.',
    items: [
      {
        name: 'Furosémide 40 mg, comprimé',
        posology: '1 comprimé le matin',
        start: '2026-11-24',
        period: { value: 1, unit: 'd' },
        dose: { value: 1, unit: '{tbl}' },
        route: { code: '20053000', system: '0.4.0.127.0.16.1.1.2.1', display: 'Voie orale' },
        others: [{ code: 'C03CA01', system: '2.16.840.1.113883.6.73', display: 'Furosémide' }],
      },
      {
        name: 'Énoxaparine 40 mg',
        start: '2026-11-24',
        end: '2026-12-01',
        cis: { code: '60000001', system: '1.2.250.1.213.2.3.1', display: 'Énoxaparine (code CIS fictif)' },
      },
    ],
  },
  results: 'Anatomopathologie attendue.',
  plan: {
    text: 'Régime sans sel.',
    items: [
      { kind: 'examination', text: 'Ionogramme à une semaine', on: '2026-12-01' },
      { kind: 'appointment', text: 'Consultation de cardiologie' },
    ],
  },
  devices: 'Stimulateur cardiaque contrôlé.',
  allergies: {
    text: '',
    items: [
      {
        agent: 'amoxicilline',
        type: codeOf(ADVERSE_REACTION_TYPE, '416098002'),
        severity: codeOf(OBSERVATION_SEVERITY, '6736007'),
        since: '2020-01-01',
      },
    ],
  },
}
const TEXTS: LdlSesContent = {
  reason: 'Douleur thoracique.',
  summary: 'Sans particularité.',
  treatments: { text: 'Aucun traitement de sortie n’a été saisi.', items: [] },
  allergies: { text: 'Aucune allergie n’a été saisie.', items: [] },
}
const DOCUMENT: LdlSesDocument = {
  ...HEADER,
  participants: [
    {
      typeCode: 'INF',
      function: { code: 'PCP', system: '2.16.840.1.113883.5.88', display: 'Médecin traitant' },
      idNat: '810100000018',
      specialty: { code: 'G15_10/SM26', system: '1.2.250.1.213.1.1.4.5' },
      name: { family: 'TANGUY', given: 'Paul', suffix: 'DR' },
    },
  ],
  content: FULL,
  pdfCopy: PDF,
}

const remarks = (document: LdlSesDocument): string[] =>
  checkCda(buildLdlSes(document), { strict: true }).map(({ severity, rule, where }) => `${severity} ${rule} ${where}`)
const changed = (pattern: string | RegExp, replacement: string): string[] => {
  const xml = buildLdlSes(DOCUMENT).toString()
  const other = xml.replace(pattern, replacement)
  expect(other).not.toBe(xml)
  return checkCda(other).map(({ severity, rule }) => `${severity} ${rule}`)
}

describe('a discharge letter of level 3 (LDL-SES 2022.01)', () => {
  it('is without a remark of our own checker, complete or of texts alone', () => {
    expect(remarks(DOCUMENT)).toEqual([])
    expect(remarks({ ...HEADER, content: TEXTS })).toEqual([])
  })

  it('has the model, its sections in order, and is read as structured', () => {
    const xml = buildLdlSes(DOCUMENT)
    const header = readCdaHeader(xml)
    expect(header.templateIds.at(-1)).toEqual({ root: '1.2.250.1.213.1.1.1.29', extension: '2022.01' })
    expect(header.body).toEqual({ level: 'N3' })
    expect(header.participants[0]).toMatchObject({ typeCode: 'INF', functionCode: { code: 'PCP' } })
    const sections = elementsOf(parseXml(xml).documentElement!).filter(({ localName }) => localName === 'section')
    const codes = sections.map((section) => elementsOf(section).find(({ localName }) => localName === 'code'))
    expect(codes.map((code) => code?.getAttribute('code'))).toEqual([
      '33557-0',
      '42349-1',
      '42545-4',
      '18610-6',
      '10183-2',
      '30954-2',
      '18776-5',
      '46264-8',
      '48765-2',
      '55108-5',
    ])
  })

  it('codes nothing that was only written: absent data are said to be absent', () => {
    const xml = buildLdlSes({ ...HEADER, content: TEXTS }).toString()
    expect(xml).toContain('code="no-medication-info"')
    expect(xml).toContain('code="no-allergy-info"')
    expect(xml).not.toContain('code="DRUG"')
    const known = {
      ...TEXTS,
      treatments: { text: '', items: [], none: true },
      allergies: { text: '', items: [], none: true },
    }
    const sure = buildLdlSes({ ...HEADER, content: known }).toString()
    expect(sure).toContain('code="no-known-medications"')
    expect(sure).toContain('code="no-known-allergies"')
  })

  it('says in its narrative what its entries say', () => {
    const xml = buildLdlSes(DOCUMENT)
    const texts = elementsOf(parseXml(xml).documentElement!)
      .filter((element) => element.localName === 'text' && element.parentNode?.localName === 'section')
      .map((text) => textOf(text) ?? '')
      .join(' ')
    for (const said of ['Furosémide 40 mg, comprimé', 'amoxicilline', 'modéré', 'Escherichia coli BLSE', 'Frissons'])
      expect(texts).toContain(said)
    for (const said of ['hospitalisation en urgence', '20/11/2026', 'Ionogramme', 'Non']) expect(texts).toContain(said)
  })

  it('is made of the same bytes each time, and of other identifiers in another document', () => {
    expect(buildLdlSes(DOCUMENT).equals(buildLdlSes(DOCUMENT))).toBe(true)
    const ids = (document: LdlSesDocument): string[] =>
      Array.from(
        buildLdlSes(document)
          .toString()
          .matchAll(/<id root="([0-9A-F]{8}-[^"]+)"/g),
        ([, id]) => id ?? '',
      )
    const own = ids(DOCUMENT)
    expect(new Set(own).size).toBe(own.length)
    expect(ids({ ...DOCUMENT, id: '1.2.250.1.999.1.1.220.4.1002' }).filter((id) => own.includes(id))).toEqual([])
  })

  it('carries its PDF copy, that is read back', () => {
    expect(readPdfCopy(buildLdlSes(DOCUMENT))?.equals(PDF)).toBe(true)
    expect(readPdfCopy(buildLdlSes({ ...HEADER, content: TEXTS }))).toBeUndefined()
  })

  it('of a stay that goes on has an end that is unknown', () => {
    const [act] = HEADER.acts
    const { end: _act, ...open } = act!
    const { end: _stay, dischargeDisposition: _mode, ...encounter } = HEADER.encounter
    const going = { ...DOCUMENT, acts: [open], encounter: { ...encounter, openEnded: true } }
    expect(remarks(going)).toEqual([])
    expect(
      /<low value="[^"]+"\/><high nullFlavor="UNK"\/><\/effectiveTime><responsible/.test(buildLdlSes(going).toString()),
    ).toBe(true)
  })

  it('is refused without what the model demands', () => {
    const refused = (content: Partial<LdlSesContent>): unknown => {
      try {
        return buildLdlSes({ ...DOCUMENT, content: { ...FULL, ...content } })
      } catch (error) {
        return error instanceof CdaError ? error.detail : error
      }
    }
    expect(refused({ reason: ' ' })).toBe("Motif de l'hospitalisation")
    expect(refused({ summary: '' })).toBe('Synthèse médicale du séjour')
    const other = { code: '34874-8', system: '2.16.840.1.113883.6.1', display: 'CR opératoire' }
    expect(() => buildLdlSes({ ...DOCUMENT, type: other })).toThrow(CdaError)
  })

  it.each([
    ['a mandatory section is missing', /1\.2\.250\.1\.213\.1\.1\.2\.35\.1/, '1.2.3', 'error CDA.LDL_SES.SECTION'],
    ['the document has another code', 'code="11490-0"', 'code="34112-3"', 'error CDA.LDL_SES.CODE'],
    ['the mode of entry is not of its list', 'code="183452005"', 'code="1"', 'error CDA.LDL_SES.MODE'],
    ['an observation of the synthesis is unknown', 'code="MED-145"', 'code="MED-999"', 'error CDA.LDL_SES.SYNTHESIS'],
    ['an observation is not completed', 'code="completed"', 'code="active"', 'error CDA.LDL_SES.OBSERVATION'],
    [
      'a dosing mode is missing',
      /1\.3\.6\.1\.4\.1\.19376\.1\.5\.3\.1\.4\.7\.1"/,
      '1.2.3"',
      'error CDA.LDL_SES.TREATMENT',
    ],
    ['a frequency is not an intersection', ' operator="A"', '', 'error CDA.LDL_SES.TREATMENT'],
    ['a product is coded in ATC', '1.2.250.1.213.2.3.1', '2.16.840.1.113883.6.73', 'error CDA.LDL_SES.TREATMENT'],
    ['an entry points to nothing', 'ID="sortie-1"', 'ID="autre"', 'warning CDA.N3.REFERENCE'],
    ['an anchor is there twice', 'ID="synthese-2"', 'ID="synthese-1"', 'error CDA.N3.ID'],
    ['the copy has another title', '>Copie du document<', '>Copie<', 'error CDA.N3.PDF_COPY'],
    ['the copy is not a PDF', 'representation="B64">JVBERi', 'representation="B64">AAAAAA', 'error CDA.N3.PDF_COPY'],
    [
      'the text designates a media that is not there',
      'referencedObject="pdf-1"',
      'referencedObject="x"',
      'error CDA.N3.MEDIA',
    ],
    ['the version of the model is another', 'extension="2022.01"', 'extension="2017"', 'warning CDA.LDL_SES.VERSION'],
  ])('is judged when %s', (_what, pattern, replacement, finding) => {
    expect(changed(pattern, replacement)).toContain(finding)
  })
})

describeWith('xsd/cda')('the schema CDA_extended.xsd', () => {
  let schema: XsdSchema
  beforeAll(async () => {
    schema = await loadCdaSchema(fixture('xsd/cda'))
  })
  afterAll(() => {
    schema.dispose()
  })

  it('validates the complete letter and the letter of texts alone', () => {
    expect(checkCda(buildLdlSes(DOCUMENT), { schema, strict: true })).toEqual([])
    expect(checkCda(buildLdlSes({ ...HEADER, content: TEXTS }), { schema, strict: true })).toEqual([])
  })
})

describeWith('cda/LDL-SES_2022.01.xml')('the published letter', () => {
  it('has no error, and the references that it is known to get wrong', async () => {
    const { readFile } = await import('node:fs/promises')
    const findings = checkCda(await readFile(fixture('cda/LDL-SES_2022.01.xml')))
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(findings.some(({ rule }) => rule === 'CDA.N3.REFERENCE')).toBe(true)
  })
})

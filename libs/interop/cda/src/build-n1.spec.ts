import { parseXml, childrenOf, XsdSchema } from '@anamnese/interop-xml'
import { buildCdaN1 } from './build-n1'
import { CdaError } from './cda-error'
import { checkCda, loadCdaSchema } from './check/check-cda'
import type { CdaN1Document } from './n1-document'
import { mainServiceEvent, readCdaHeader } from './read-header'
import { describeWith, fixture } from './testing/fixtures'
import { LETTER } from './testing/letter'

const built = (change: Partial<CdaN1Document> = {}): Buffer => buildCdaN1({ ...LETTER, ...change })
const refusal = (change: Partial<CdaN1Document>): string | undefined => {
  try {
    built(change)
  } catch (error) {
    if (error instanceof CdaError) return `${error.code} ${error.detail ?? ''}`
    throw error
  }
  return undefined
}

describe('a level 1 document', () => {
  it('is without a remark of our own checker', () => {
    expect(checkCda(built())).toEqual([])
  })

  it('has the header in the order of CDA R2, in UTF-8', () => {
    const xml = built()
    expect(xml.subarray(0, 38).toString()).toBe('<?xml version="1.0" encoding="UTF-8"?>')
    const names = childrenOf(parseXml(xml).documentElement!).map((element) => element.localName)
    expect(names).toEqual([
      'realmCode',
      'typeId',
      'templateId',
      'templateId',
      'templateId',
      'id',
      'code',
      'title',
      'effectiveTime',
      'confidentialityCode',
      'languageCode',
      'setId',
      'versionNumber',
      'recordTarget',
      'author',
      'custodian',
      'informationRecipient',
      'legalAuthenticator',
      'documentationOf',
      'componentOf',
      'component',
    ])
  })

  it('is read back as it was given', () => {
    const header = readCdaHeader(built())
    expect(header).toMatchObject({
      id: { root: LETTER.id },
      setId: { root: LETTER.setId },
      versionNumber: 1,
      code: LETTER.type,
      title: LETTER.title,
      effectiveTime: '20261124160405+0100',
      confidentiality: { code: 'N', system: '2.16.840.1.113883.5.25', display: 'Normal' },
      language: 'fr-FR',
      relatedDocuments: [],
      packaging: 'plain',
      body: { level: 'N1', mediaType: 'application/pdf', bytes: LETTER.body.bytes },
    })
    expect(header.patient).toMatchObject({
      ...LETTER.patient.traits,
      ins: LETTER.patient.ins,
      localIds: LETTER.patient.localIds,
      telecoms: LETTER.patient.telecoms,
      address: LETTER.patient.address,
    })
    expect(header.authors[0]).toMatchObject({
      time: '20261124160000+0100',
      ids: [{ root: '1.2.250.1.71.4.2.1', extension: '810100000000' }],
      code: { code: 'G15_10/SM04', display: 'Médecin - Cardiologie et maladies vasculaires (SM)' },
      person: { family: 'KERVADEC', given: 'Maëlle', suffix: 'DR' },
      organization: { ids: [{ root: '1.2.250.1.71.4.2.2', extension: '1220000020' }], name: "CH DE L'ARGOAT" },
      telecoms: [{ value: 'tel:0296000000', use: 'WP' }],
    })
    expect(header.informationRecipients[0]).toMatchObject({
      person: { family: 'TANGUY', given: 'Paul', suffix: 'DR' },
      telecoms: [{ value: 'mailto:paul.tanguy@medecin.mssante.example' }],
    })
    expect(mainServiceEvent(header)).toMatchObject({ low: '202611200930+0100', high: '202611241600+0100' })
    expect(mainServiceEvent(header)?.performers[0]?.organization?.practiceSetting?.code).toBe('ETABLISSEMENT')
    expect(header.encounter).toMatchObject({
      ids: [{ root: '1.2.250.1.999.1.1.220.3', extension: '000897406' }],
      code: { code: 'IMP' },
      low: '202611200930+0100',
      high: '202611241600+0100',
      dischargeDisposition: { code: '8', system: '1.2.250.1.213.2.14', display: 'Domicile' },
      facility: { code: { code: 'SA01', display: 'Etablissement public de santé' }, name: 'CARDIOLOGIE' },
    })
  })

  it('puts the INS first among the identifiers of the patient', () => {
    expect(readCdaHeader(built()).patient.ids.map((id) => id.root)).toEqual([
      '1.2.250.1.213.1.4.10',
      '1.2.250.1.999.1.1.220.2',
    ])
  })

  it('without an INS is made all the same, and warned about: it cannot be shared', () => {
    const { ins: _withheld, ...patient } = LETTER.patient
    expect(checkCda(built({ patient })).map((found) => `${found.severity} ${found.rule}`)).toEqual([
      'warning CDA.INS_ABSENT',
    ])
  })

  it.each([
    ['Dr', { suffix: 'DR' }],
    ['MME', { prefix: 'MME' }],
    ['Maître', {}],
  ])('writes « %s » where CDA has it, or not at all', (prefix, expected) => {
    const professional = { ...LETTER.authors[0]!.professional, prefix }
    const xml = built({ authors: [{ professional, time: LETTER.createdAt }] })
    expect(readCdaHeader(xml).authors[0]?.person).toEqual({ family: 'KERVADEC', given: 'Maëlle', ...expected })
    expect(checkCda(xml)).toEqual([])
  })

  it('cites the document that it replaces', () => {
    const xml = built({ id: `${LETTER.id}.1`, versionNumber: 2, replaces: { id: LETTER.id, versionNumber: 1 } })
    const header = readCdaHeader(xml)
    expect(header).toMatchObject({ versionNumber: 2, setId: { root: LETTER.setId } })
    expect(header.relatedDocuments).toEqual([{ typeCode: 'RPLC', id: { root: LETTER.id }, versionNumber: 1 }])
    expect(checkCda(xml)).toEqual([])
  })

  it('is refused rather than made wrong', () => {
    expect(refusal({ id: '1.2.03.4' })).toBe('CDA.INVALID_OID id')
    expect(refusal({ setId: '1.' + '2.'.repeat(40) + '3' })).toBe('CDA.INVALID_OID setId')
    expect(refusal({ title: 'x'.repeat(129) })).toBe('CDA.INVALID_CONTENT title')
    expect(refusal({ title: ' ' })).toBe('CDA.INVALID_CONTENT title')
    expect(refusal({ versionNumber: 0 })).toBe('CDA.INVALID_CONTENT versionNumber')
    expect(refusal({ authors: [] })).toBe('CDA.INVALID_CONTENT author')
    expect(refusal({ acts: [] })).toBe('CDA.INVALID_CONTENT documentationOf')
    expect(refusal({ createdAt: 'hier' })).toMatch('CDA.INVALID_TIME')
    expect(refusal({ body: { mediaType: 'image/png', bytes: Buffer.from('x') } })).toContain('mediaType')
    expect(refusal({ body: { mediaType: 'application/pdf', bytes: Buffer.alloc(0) } })).toContain('nonXMLBody/text')
  })

  it.each(['birthGivenNames', 'birthPlaceCode'] as const)('does not carry an INS without %s', (trait) => {
    const { [trait]: _missing, ...traits } = LETTER.patient.traits
    expect(refusal({ patient: { ...LETTER.patient, traits } })).toBe(`CDA.INS_TRAITS_INCOMPLETE ${trait}`)
    const { ins: _withheld, ...patient } = LETTER.patient
    expect(refusal({ patient: { ...patient, traits } })).toBeUndefined()
  })
})

describeWith('xsd/cda/CDA_extended.xsd')('a level 1 document, against the schema of the CI-SIS', () => {
  let schema: XsdSchema
  beforeAll(async () => {
    schema = await loadCdaSchema(fixture('xsd/cda'))
  })
  afterAll(() => {
    schema.dispose()
  })

  it('is valid, with everything and with the least', () => {
    expect(checkCda(built(), { schema })).toEqual([])
    const { code: _code, end: _end, ...act } = LETTER.acts[0]!
    const least = built({
      patient: { traits: LETTER.patient.traits, localIds: LETTER.patient.localIds },
      recipients: [],
      acts: [act],
      encounter: { facilityType: LETTER.encounter.facilityType },
    })
    expect(checkCda(least, { schema }).map((found) => found.rule)).toEqual(['CDA.INS_ABSENT'])
  })

  it('is valid when it replaces another', () => {
    const xml = built({ versionNumber: 2, replaces: { id: '1.2.250.1.999.1.1.220.4.1' } })
    expect(checkCda(xml, { schema })).toEqual([])
  })
})

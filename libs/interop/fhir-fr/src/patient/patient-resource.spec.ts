import { FR_CORE_PATIENT, FR_CORE_PATIENT_INS } from './fr-core'
import { type PatientOptions, patientResource } from './patient-resource'
import { record } from '../testing/record'

const options: PatientOptions = {
  edition: '2.1.0',
  systems: new Map([['GAM&220000012', 'urn:oid:1.2.250.1.999.1.1.220.2']]),
}
const draft: PatientOptions = { ...options, edition: 'draft' }
const status = (patient: ReturnType<typeof patientResource>): unknown =>
  patient.extension?.[0]?.extension?.find((one) => one.url === 'identityStatus')?.valueCoding

describe('a Patient of FR Core', () => {
  it('of a qualified identity carries its INS, in the INS profile', () => {
    expect(patientResource(record(), options)).toMatchObject({
      id: 'p1',
      meta: { versionId: '3', lastUpdated: '2026-11-20T08:12:01.000Z', profile: [FR_CORE_PATIENT_INS] },
      identifier: [
        {
          use: 'official',
          type: { coding: [{ code: 'INS-NIR-TEST' }] },
          system: 'urn:oid:1.2.250.1.213.1.4.10',
          value: '279035121518989',
        },
        {
          use: 'usual',
          type: { coding: [{ code: 'PI' }] },
          system: 'urn:oid:1.2.250.1.999.1.1.220.2',
          value: '000003',
        },
      ],
      active: true,
      name: [
        {
          use: 'official',
          family: 'PAT-TROIS',
          given: ['DOMINIQUE'],
          extension: [{ valueString: 'DOMINIQUE MARIE-LOUISE' }],
        },
      ],
      gender: 'female',
      birthDate: '1979-03-28',
      generalPractitioner: [{ identifier: { value: '810100000016' }, display: 'PAUL TANGUY' }],
    })
  })

  it.each(['PROVISOIRE', 'RECUPEREE', 'VALIDEE'] as const)('of an identity %s never carries a matricule', (state) => {
    const patient = patientResource(record({ status: state }), options)
    expect(JSON.stringify(patient)).not.toContain('279035121518989')
    expect(patient.meta?.profile).toEqual([FR_CORE_PATIENT])
  })

  it.each([
    ['PROVISOIRE', 'PROV', 'PROV'],
    ['RECUPEREE', 'PROV', 'RECUP'],
    ['VALIDEE', 'VALI', 'VALI'],
    ['QUALIFIEE', 'VALI', 'QUAL'],
  ] as const)('says %s as %s in 2.1.0 and %s in the draft', (state, released, later) => {
    expect(status(patientResource(record({ status: state }), options))).toMatchObject({ code: released })
    expect(status(patientResource(record({ status: state }), draft))).toMatchObject({ code: later })
  })

  it('says a doubtful identity so: by its status in 2.1.0, beside it in the draft', () => {
    const doubtful = record({ status: 'PROVISOIRE', attributes: ['HOMONYME', 'DOUTEUSE'] })
    expect(status(patientResource(doubtful, options))).toMatchObject({ code: 'DOUT' })
    const comments = patientResource(doubtful, draft).extension?.[0]?.extension?.filter((one) => one.url === 'comment')
    expect(comments?.map((one) => one.valueCodeableConcept?.coding?.[0]?.code)).toEqual(['HOMA', 'DOUT'])
  })

  it('names how the identity was collected and proved, in the codes of each edition', () => {
    const proved = record({
      collection: { method: 'INSI', insiDate: '2026-03-02', proof: 'AC', proofDate: '2026-03-03' },
    })
    const parts = (options_: PatientOptions): unknown =>
      patientResource(proved, options_).extension?.[0]?.extension?.map((one) => [
        one.url,
        one.valueDate ?? one.valueCoding?.code,
      ])
    expect(parts(options)).toEqual([
      ['methodCollection', 'INSI'],
      ['dateCollection', '2026-03-02'],
      ['identityStatus', 'VALI'],
      ['validationDate', '2026-03-03'],
      ['validationMode', 'AC'],
    ])
    expect(parts(draft)).toEqual(
      expect.arrayContaining([
        ['dateInterrogationINSi', '2026-03-02'],
        ['validationMode', 'AV'],
      ]),
    )
  })

  it('of a merged record is not active, points to the one kept, and has no INS any more', () => {
    const merged = patientResource(record({ mergedInto: 'p2' }), options)
    expect(merged).toMatchObject({ active: false, link: [{ other: { reference: 'Patient/p2' }, type: 'replaced-by' }] })
    expect(merged.identifier).toMatchObject([{ use: 'old', value: '000003' }])
  })

  it('has the names in use beside those of birth', () => {
    const traits = { ...record().traits, usedName: 'DUPONT' }
    expect(patientResource(record({ traits }), options).name).toMatchObject([
      { use: 'official', family: 'PAT-TROIS' },
      { use: 'usual', family: 'DUPONT', given: ['DOMINIQUE'] },
    ])
  })

  it.each([
    ['1979-03-28', '1979-03-28'],
    ['1979-03-00', '1979-03'],
    ['1979-20-00', '1979'],
    ['', undefined],
  ])('gives the birth date %j as far as it is one: %s', (birthDate, shown) => {
    expect(patientResource(record({ traits: { ...record().traits, birthDate } }), options).birthDate).toBe(shown)
  })

  it('tells a country of birth from a commune', () => {
    const system = (code: string): unknown =>
      patientResource(record({ traits: { ...record().traits, birthPlaceCode: code } }), options).extension?.[1]
        ?.valueAddress?.extension?.[0]?.valueCoding?.system
    expect(system('51215')).toContain('TRE_R13')
    expect(system('99134')).toContain('TRE_R20')
  })
})

import { LETTER_SECTIONS, PatientChanged } from '@anamnese/contracts'
import { checkCda, isOid, readCdaHeader, readPdfCopy } from '@anamnese/interop-cda'
import { DocumentTypes, type DocumentForms, produceForms } from '@anamnese/interop-clinical-documents'
import { checkPdfA } from '@anamnese/interop-pdfa'
import type { DocumentsConfig } from '../documents.config'
import type { Letter } from '../letters/letter'
import { type Patient, patientOf } from '../projections/patient'
import { type Stay, stayOf } from '../projections/stay.repository'
import { ENVIRONMENT, stay } from '../testing/world'
import { newDocumentOid } from './oid'
import { missingForIns, printedIns } from './printed-identity'
import { dischargeModeOf, encounterTypeOf } from './stay-codes'
import { ippOf, toSource, validated } from './to-source'

const config = {
  ...ENVIRONMENT,
  SECTOR: 'SA01',
  PRACTICE_SETTING: 'ETABLISSEMENT',
  STRUCTURE_LINES: ['1 rue des Ajoncs'],
  GDPR_NOTICE: 'Information.',
  TIME_ZONE: 'Europe/Paris',
} as unknown as DocumentsConfig

const DOCTOR = {
  idNat: '810100000008',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  specialty: { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5' },
  structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
}
const letter: Letter = {
  _id: 'l1',
  establishment: '220000020',
  version: 2,
  patientId: 'p1',
  stayNumber: '9000001',
  state: 'draft',
  title: 'Lettre de liaison à la sortie',
  sections: Object.fromEntries(LETTER_SECTIONS.map(({ key }) => [key, 'x'])),
  recipients: [{ family: 'TANGUY', given: 'Paul', prefix: 'DR', mailbox: 'paul.tanguy@medecin.mssante.example' }],
  blockDmp: false,
  maskedToProfessionals: false,
  invisibleToPatient: false,
  invisibleToRepresentatives: false,
  author: DOCTOR,
  createdBy: { id: 'a', name: 'Dr' },
  createdAt: '2026-11-24T09:00:00Z',
  savedAt: '2026-11-24T10:00:00Z',
  savedBy: 'Dr',
}
const contextOf = (patient: Patient, ofStay: Stay = stayOf(stay('p1', '9000001'))) => ({
  letter,
  patient,
  stay: ofStay,
  choices: null,
  type: new DocumentTypes().find('11490-0')!,
})
const version = { oid: newDocumentOid(config.OID_ROOT), setId: newDocumentOid(config.OID_ROOT), versionNumber: 1 }
const patient = patientOf(PatientChanged.example)
const formsOf = (someone: Patient, ofStay?: Stay): Promise<DocumentForms> =>
  produceForms(validated(toSource(contextOf(someone, ofStay), version, config), DOCTOR, '2026-11-24T11:00:00Z'))

describe('the two forms of a letter', () => {
  it('are of the same identity, title, author, validator, recipient and stay; the CDA holds the page', async () => {
    const source = validated(toSource(contextOf(patient), version, config), DOCTOR, '2026-11-24T11:00:00Z')
    const { pdf, cda } = await produceForms(source)
    const header = readCdaHeader(cda)
    expect(header.id.root).toBe(version.oid)
    expect(header.title).toBe(source.title)
    expect(header.patient.ins).toEqual(source.patient.ins)
    expect(header.patient.localIds[0]?.extension).toBe('000003')
    expect(header.authors[0]?.person).toEqual({ family: 'KERVADEC', given: 'Maëlle', suffix: 'DR' })
    expect(header.informationRecipients[0]?.telecoms[0]?.value).toBe('mailto:paul.tanguy@medecin.mssante.example')
    expect(header.participants[0]).toMatchObject({ typeCode: 'INF', functionCode: { code: 'PCP' } })
    expect(header.encounter?.ids[0]?.extension).toBe('9000001')
    expect(header.encounter?.participants[0]?.typeCode).toBe('DIS')
    expect(checkPdfA(pdf)).toEqual([])
    expect(readPdfCopy(cda)?.equals(pdf)).toBe(true)
  })

  it.each<[string, Partial<Patient>, Partial<Stay>]>([
    ['of a patient without address or telephone', { address: { lines: [] }, telecoms: [] }, {}],
    [
      'of a telephone with spaces',
      {
        telecoms: [
          { system: 'tel', value: '06 00 00 00 00' },
          { system: 'mailto', value: ' ' },
        ],
      },
      {},
    ],
    ['of an undetermined sex', { status: 'VALIDEE', traits: { ...patient.traits, sex: 'U' } }, {}],
    ['of a patient whose number is of another authority', { ipps: [] }, {}],
    [
      'of a stay that goes on',
      {},
      { state: 'open', dischargedAt: undefined as never, dischargeMode: undefined as never },
    ],
    ['of an emergency', {}, { patientClass: 'E', unit: { code: '7000' } }],
    [
      'of a stay without doctor, unit or dates',
      {},
      { attendingDoctor: undefined as never, unit: undefined as never, admittedAt: undefined as never },
    ],
  ])('are without error %s', async (_what, ofPatient, ofStay) => {
    const { cda } = await formsOf({ ...patient, ...ofPatient }, { ...stayOf(stay('p1', '9000001')), ...ofStay })
    expect(checkCda(cda, { strict: true }).filter((found) => found.severity === 'error')).toEqual([])
  })
})

describe('what a document is made with', () => {
  it('the INS only of a qualified identity that has every strict trait', () => {
    expect(printedIns(patient)).toEqual(PatientChanged.example.ins)
    for (const status of ['PROVISOIRE', 'RECUPEREE', 'VALIDEE'] as const) {
      expect(printedIns({ ...patient, status })).toBeUndefined()
    }
    const { birthGivenNames: _none, ...traits } = patient.traits
    expect(missingForIns({ ...patient, traits })).toEqual(['la liste des prénoms de naissance'])
    expect(missingForIns({ ...patient, traits: { ...patient.traits, birthName: 'Léger' } })).toHaveLength(1)
    expect(
      missingForIns({ ...patient, ins: { matricule: '279035121518988', oid: '1.2.250.1.213.1.4.10' } }),
    ).toHaveLength(1)
    expect(printedIns({ ...patient, traits })).toBeUndefined()
  })

  it('OIDs that are ones, of at most 64 characters under a long root, never the same', () => {
    const made = Array.from({ length: 200 }, () => newDocumentOid('1.2.250.1.213.1.4.9.8.7.6.5.4.3.2.1.9'))
    expect(made.every(isOid)).toBe(true)
    expect(new Set(made).size).toBe(200)
  })

  it('the number of the patient in this hospital', () => {
    const foreign = { value: '9', authority: { namespace: 'GAM', id: '999999999', type: 'M' } }
    expect(ippOf({ ...patient, ipps: [foreign, ...patient.ipps] }, config)).toBe('000003')
    expect(ippOf({ ...patient, ipps: [foreign] }, config)).toBeUndefined()
  })

  it('the kind of encounter and the mode of discharge', () => {
    expect(encounterTypeOf('I').code).toBe('IMP')
    expect(encounterTypeOf('E').code).toBe('EMER')
    expect(dischargeModeOf('8')).toEqual({ code: '8', display: 'Domicile' })
    expect(dischargeModeOf('')).toBeUndefined()
    expect(dischargeModeOf('X')).toBeUndefined()
  })
})

import { LETTER_SECTIONS, type LetterSectionKey, PatientChanged } from '@anamnese/contracts'
import { buildCdaN1, checkCda, isOid, readCdaHeader } from '@anamnese/interop-cda'
import { checkPdfA, renderLetterPdf } from '@anamnese/interop-pdfa'
import type { DocumentsConfig } from '../documents.config'
import type { Letter } from '../letters/letter'
import { type Patient, patientOf } from '../projections/patient'
import { type Stay, stayOf } from '../projections/stay.repository'
import { ENVIRONMENT, stay } from '../testing/world'
import { newDocumentOid } from './oid'
import { missingForIns, printedIns } from './printed-identity'
import { dischargeModeOf, encounterTypeOf } from './stay-codes'
import { toCda } from './to-cda'
import { ippOf, toPrintedLetter } from './to-printed-letter'

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
  sections: Object.fromEntries(LETTER_SECTIONS.map(({ key }) => [key, 'x'])) as Record<LetterSectionKey, string>,
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
})
const version = { oid: newDocumentOid(config.OID_ROOT), setId: newDocumentOid(config.OID_ROOT), versionNumber: 1 }
const request = { ...version, validator: DOCTOR, validatedAt: '2026-11-24T11:00:00Z' }
const patient = patientOf(PatientChanged.example)
const cdaOf = (someone: Patient, ofStay?: Stay): Buffer =>
  buildCdaN1(toCda(contextOf(someone, ofStay), request, Buffer.from('%PDF-1.4'), config))

describe('the two forms of a letter', () => {
  it('carry the same identity, title, author, validator, recipient and stay', async () => {
    const page = toPrintedLetter(
      contextOf(patient),
      { ...version, validation: { validator: DOCTOR, at: request.validatedAt } },
      config,
    )
    const header = readCdaHeader(cdaOf(patient))
    expect(page.documentId).toBe(header.id.root)
    expect(page.title).toBe(header.title)
    expect(page.patient.ins).toEqual(header.patient.ins)
    expect(page.patient.ipp).toBe(header.patient.localIds[0]?.extension)
    expect(page.patient.traits).toMatchObject({
      birthName: header.patient.birthName,
      birthDate: header.patient.birthDate,
    })
    expect(page.author.name).toBe('Dr Maëlle KERVADEC')
    expect(header.authors[0]?.person).toEqual({ family: 'KERVADEC', given: 'Maëlle', suffix: 'DR' })
    expect(page.validation?.details).toBe('RPPS 10100000008')
    expect(page.recipients[0]).toEqual({ name: 'Dr Paul TANGUY', details: ['paul.tanguy@medecin.mssante.example'] })
    expect(header.informationRecipients[0]?.telecoms[0]?.value).toBe('mailto:paul.tanguy@medecin.mssante.example')
    expect(page.stay?.number).toBe(header.encounter?.ids[0]?.extension)
    expect(checkPdfA(await renderLetterPdf(page))).toEqual([])
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
  ])('are without error %s', (_what, ofPatient, ofStay) => {
    const xml = cdaOf({ ...patient, ...ofPatient }, { ...stayOf(stay('p1', '9000001')), ...ofStay })
    expect(checkCda(xml).filter((found) => found.severity === 'error')).toEqual([])
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

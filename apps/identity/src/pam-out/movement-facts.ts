import type {
  ChoicesChangedData,
  LocalIdentifier,
  MovementDetails,
  MovementRecordedData,
  NamedProfessional,
} from '@anamnese/contracts'
import type {
  AdtConsent,
  AdtContact,
  AdtMovement,
  AdtProfessional,
  AdtStay,
  PatientIdentifier,
} from '@anamnese/interop-pam-fr'
import { compact, identifierOf, professionalOf } from './identity-facts'

type Authority = LocalIdentifier['authority']

/** PV1, PV2, ZFM and ZFV of a movement. */
export function stayFacts(data: MovementRecordedData, own: Authority): AdtStay {
  const details: MovementDetails = data.details ?? {}
  const account = (value: string | undefined, type: string): PatientIdentifier | undefined =>
    value === undefined ? undefined : identifierOf({ value, authority: own }, type)
  return compact<AdtStay>({
    account: account(data.accountNumber ?? data.stayNumber, 'AN'),
    visit: account(data.stayNumber, 'VN'),
    preadmissionAccount: account(details.preadmissionAccount, 'AN'),
    patientClass: data.patientClass,
    location: data.location,
    priorLocation: details.priorLocation,
    admissionType: details.admissionType,
    treatmentMode: details.treatmentMode,
    discipline: details.discipline,
    admitSource: details.admitSource,
    attending: doctor(data.attendingDoctor),
    referring: doctor(details.referringDoctor),
    admitting: doctor(details.admittingDoctor),
    admittedAt: data.admittedAt,
    dischargedAt: data.dischargedAt,
    expectedAdmissionAt: details.expectedAdmissionAt,
    expectedDischargeAt: details.expectedDischargeAt,
    expectedReturnAt: details.expectedReturnAt,
    dischargeDisposition: details.dischargeDisposition,
    dischargedTo: details.dischargedTo,
    entryMode: details.entryMode,
    exitMode: details.exitMode ?? data.dischargeMode,
    origin: details.provenance,
    destination: details.destination,
    emergencyPassage: details.emergencyPassage,
    arrivalTransport: details.arrivalTransport,
    departureTransport: details.departureTransport,
    originFacility: details.originFacility,
    roomType: details.roomType,
    carePathway: details.carePathway,
    comment: details.comment,
    localExitMode: details.localExitMode,
    rimpMode: details.rimpMode,
    accident: details.accident,
    roles: details.roles?.map(({ action, role, professional }) => ({
      action,
      role,
      professional: professionalOf(professional),
    })),
    accountKept: details.accountKept ?? false,
  })
}

export function movementFacts(data: MovementRecordedData): AdtMovement {
  const letters = Array.from(data.nature ?? 'HMS')
  return compact<AdtMovement>({
    ids: [data.movementId],
    at: data.effectiveAt,
    action: data.action,
    historic: data.historic,
    originalEvent: data.originalTrigger,
    medicalUnit: data.medicalUnit,
    careUnit: data.careUnit,
    natures: letters.filter((letter): letter is AdtMovement['natures'][number] => 'SHMLDC'.includes(letter)),
  })
}

/** People around the patient, as the stay has them. Without the identifier of their system, their rank stands for it. */
export function contactFacts(data: MovementRecordedData, own: Authority): AdtContact[] | undefined {
  return data.details?.contacts?.map(({ telecoms, ...contact }, index) => ({
    ...contact,
    telecoms: telecoms.map(({ system, value }) => ({ kind: system === 'mailto' ? 'email' : 'phone', value })),
    identifier: identifierOf({ value: `${data.stayNumber}-${index + 1}`, authority: own }, 'PN'),
  }))
}

const FEEDING = { 'not-collected': 'NA', opposed: 'IO', 'not-opposed': 'INO' } as const
const CONSULTATION = { 'not-collected': 'NA', refused: 'INC', accepted: 'IC' } as const

/** ZFA of the choices of a patient (PAM-FR 2.11 §6.14). */
export function consentFacts(choices: ChoicesChangedData): AdtConsent {
  const { dmpStatus, feedingAt, consultationAt, changedAt } = choices
  return compact<AdtConsent>({
    dmpStatus,
    dmpStatusAt: dmpStatus === undefined ? undefined : changedAt,
    feeding: FEEDING[choices.feeding],
    feedingAt,
    consultation: CONSULTATION[choices.consultation],
    consultationAt,
  })
}

const doctor = (named: NamedProfessional | undefined): AdtProfessional | undefined => named && professionalOf(named)

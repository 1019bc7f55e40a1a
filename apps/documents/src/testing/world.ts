import {
  type ChoicesChangedData,
  type CorrespondentChangedData,
  ChoicesChanged,
  CorrespondentChanged,
  PatientChanged,
  type PatientChangedData,
  StayChanged,
  type StayChangedData,
} from '@anamnese/contracts'

/** Variables of the demonstration hospital, for tests. */
export const ENVIRONMENT = {
  STRUCTURE_ID_NAT: '1220000020',
  STRUCTURE_NAME: "CH DE L'ARGOAT",
  OID_ROOT: '1.2.250.1.999.1.1.220',
  IPP_AUTHORITY: 'GAM&220000012&M',
}

export const TOPICS = [
  'dpi.identity.patient.v1',
  'dpi.identity.movement.v1',
  'dpi.care.stay.v1',
  'dpi.consent.choices.v1',
  'dpi.directory.correspondent.v1',
  'dpi.dmp.document.v1',
  'dpi.mssante.document.v1',
  'dpi.documents.document.v1',
  'dpi.documents.dead-letter.v1',
  'dpi.audit.trail.v1',
] as const

/** A qualified patient whose general practitioner is known. */
export function patient(patientId: string, change: Partial<PatientChangedData> = {}): PatientChangedData {
  return { ...PatientChanged.example, patientId, version: 1, ...change }
}

/** A stay in cardiology that has ended at home. */
export function stay(patientId: string, number: string, change: Partial<StayChangedData> = {}): StayChangedData {
  return {
    ...StayChanged.example,
    stayId: `stay-${number}`,
    patientId,
    number,
    state: 'closed',
    unit: { code: '6268', label: 'CARDIOLOGIE' },
    dischargedAt: '2026-11-24T15:00:00+01:00',
    dischargeMode: '8',
    attendingDoctor: { idNat: '810100000008', family: 'KERVADEC', given: 'MAELLE' },
    ...change,
  }
}

export const CORRESPONDENT: CorrespondentChangedData = CorrespondentChanged.example

export function choices(patientId: string, feeding: ChoicesChangedData['feeding']): ChoicesChangedData {
  return { ...ChoicesChanged.example, patientId, feeding }
}

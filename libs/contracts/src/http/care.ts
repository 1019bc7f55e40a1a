import type { NamedProfessional, Unit } from '../events/schemas'

/** GET /api/patients/:patientId/stays */
export interface StayView {
  id: string
  patientId: string
  number: string
  accountNumber?: string
  patientClass: string
  state: 'pre-admitted' | 'open' | 'closed' | 'cancelled'
  admittedAt?: string
  dischargedAt?: string
  unit?: Unit
  room?: string
  bed?: string
  attendingDoctor?: NamedProfessional
  /** conditions, origin, destination: French labels, in the order to show them */
  facts: { label: string; value: string }[]
  /** people to tell, the trusted person first */
  contacts: StayContact[]
  movements: MovementView[]
}

export interface StayContact {
  name: string
  /** French words */
  role?: string
  relationship?: string
  telecoms: { system: 'tel' | 'mailto'; value: string }[]
}

export interface MovementView {
  movementId: string
  trigger: string
  label: string
  effectiveAt: string
  cancelled: boolean
  unit?: Unit
  room?: string
  bed?: string
}

/** GET /api/wards — units with open stays, mine first; GET /api/wards/:unit — the patients in it, by bed. */
export interface WardSummary {
  unit: Unit
  present: number
  mine: boolean
}
export interface WardPatient {
  stayId: string
  stayNumber: string
  patientId: string
  /** kept by `care` from the identity events */
  birthName: string
  usedName?: string
  firstBirthGivenName: string
  birthDate: string
  sex: 'M' | 'F' | 'U'
  identityStatus: string
  room?: string
  bed?: string
  admittedAt?: string
  attendingDoctor?: NamedProfessional
}

/** GET /internal/patients/:patientId/care-team?units=6268,6100 — asked by the gateway before a record is opened. */
export interface CareTeamAnswer {
  member: boolean
  unit?: Unit
}

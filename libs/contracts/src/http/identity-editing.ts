import type { IdentityAttribute } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { PatientDetail, PatientSummary } from './identity'

/**
 * GET /api/identity/places?q=&at=&limit= — places of birth whose name or code starts with `q`. With a birth date in `at`, those whose
 * code was in force that day come first, and the others say which code to use instead.
 */
export interface PlaceView {
  /** INSEE code (COG) of 5 characters */
  code: string
  name: string
  kind: 'commune' | 'country' | 'unknown'
  /** department of a commune */
  department?: string
  /** days between which the code was in force, when known */
  from?: string
  until?: string
  /** in force on the day asked for; true when no day was given */
  valid: boolean
  /** French sentence when the code was not in force that day */
  hint?: string
}

/** What is known of a birth beyond the strict traits (RNIV EXI ID 11, EXI PP 19). */
export interface BirthDetails {
  /** which part of the date was not known: it was then completed by the rule and is marked as uncertain (PAM ZFD-4) */
  precision?: BirthDatePrecision
  /** the date as the health insurance writes it when it is not one of the calendar (PAM ZFD-1) */
  lunarDate?: string
  /** country of birth in clear, when the code says `99999` */
  country?: string
  /** the date was corrected or completed by whoever sent the identity */
  uncertain?: boolean
  /** born with others; `rank` says in which order */
  multiple?: boolean
  rank?: number
  motherName?: string
  /** code of ISO 3166-1 alpha-3 */
  nationality?: string
}

export type BirthDatePrecision = 'day-unknown' | 'month-unknown' | 'day-and-month-unknown' | 'year-estimated'

/**
 * POST /api/identity/candidates — the search that comes before any creation (guide INS EXI ID 17): a birth date with up to three letters
 * of a name or given name, or a whole matricule. `token` allows a creation until `expiresAt`.
 */
export interface CandidateSearchRequest {
  birthDate?: string
  name?: string
  givenName?: string
  matricule?: string
}
export interface CandidateSearchResponse {
  token: string
  expiresAt: string
  items: PatientCandidate[]
  more?: true
}
export interface PatientCandidate extends PatientSummary {
  address?: PatientDetail['address']
}

export interface ContactRequest {
  address?: PatientDetail['address'] | null
  telecoms?: PatientDetail['telecoms']
}

/**
 * POST /api/patients — creates an identity, after a search. 409 `IDENTITY.LIKELY_EXISTS` with `details` {@link LikelyExists} when the same
 * person seems to have a record, unless `differentFrom` says that a person examined each of them.
 */
export interface CreatePatientRequest extends ContactRequest {
  searchToken: string
  traits: IdentityTraits
  birth?: BirthDetails
  /** how the traits were captured; typed when left out */
  source?: 'MANUAL' | 'DATAMATRIX' | 'VITALE'
  /** document on which they were checked (code of PAM ZFD-7) */
  proofType?: string
  attributes?: IdentityAttribute[]
  differentFrom?: string[]
}
export interface LikelyExists {
  candidates: (PatientCandidate & { reasons: string[] })[]
}

/** A remark on traits that does not prevent them (guide INS EXI ID 10, EXI ID 15…). */
export interface TraitAlert {
  trait: keyof IdentityTraits
  code: string
  /** French sentence */
  message: string
}

/** POST /api/identity/traits/check {traits, birth?} — what would be refused, and what is to be looked at. */
export interface TraitsCheckRequest {
  traits: Partial<IdentityTraits>
  birth?: BirthDetails
}
export interface TraitsCheckResponse {
  errors: TraitAlert[]
  alerts: TraitAlert[]
}

/**
 * PATCH /api/patients/:patientId/identity/traits — `null` removes a trait. A strict trait needs the right `identity.strict` and a reason;
 * it demotes the identity unless `proofType` says on which document the new traits were checked.
 * 409 `IDENTITY.CONFLICT` with `details` {@link IdentityConflict} when someone changed the record meanwhile.
 */
export interface ChangeTraitsRequest extends ContactRequest {
  version: number
  traits?: { [K in keyof IdentityTraits]?: IdentityTraits[K] | null }
  birth?: { [K in keyof BirthDetails]?: BirthDetails[K] | null }
  reason?: string
  proofType?: string
}

/** What happened to the record since the version that the person read. */
export interface IdentityConflict {
  version: number
  changes: { at: string; author: string; what: string }[]
  patient: PatientDetail
}

/** PUT /api/patients/:patientId/identity/attributes — doubtful and fictive make the identity provisional and withdraw its INS. */
export interface AttributesRequest {
  version: number
  attributes: IdentityAttribute[]
  reason: string
}

/** POST /api/patients/:patientId/identity/sources/:sourceId/end, and …/restore: the status follows from the sources left. */
export interface SourceEndRequest {
  version: number
  reason: string
}

/** A set of traits that the record no longer has. */
export interface PastTraitsView {
  traits: IdentityTraits
  from: string
  until: string
  author: string
  reason?: string
}

export type IdentityWorklist = 'to-qualify' | 'to-verify' | 'doubtful' | 'ins-to-withdraw'

/** GET /api/identity/worklists */
export interface IdentityWorklists {
  counters: Record<IdentityWorklist, number>
}

/** GET /api/identity/worklists/:name?q=&status=&page=&size=&sort= */
export interface IdentityWorklistRow extends PatientSummary {
  version: number
  /** French sentence: why the record is in this list, what to do */
  why: string
  /** last movement received of the patient */
  lastMovementAt?: string
  changedAt: string
}

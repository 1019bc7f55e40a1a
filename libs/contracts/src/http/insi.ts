import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { InsiSearchResponse, PatientSummary } from './identity'

/** What a reader of cartes Vitale gives of one beneficiary. `birthDate` is the card's own: it may be lunar. */
export interface VitaleCard {
  /** NIR of the beneficiary, 13 positions and, when known, its key */
  matricule?: string
  /** NIR of the insured person (ouvrant droit), 13 positions and, when known, its key */
  insuredMatricule?: string
  birthName?: string
  /** `YYYY-MM-DD` */
  birthDate?: string
  /** rank of birth among twins, a digit */
  birthRank?: string
  coverage?: { regime?: string; organisation?: string; centre?: string }
}

/** POST /api/patients/:patientId/identity/insi/card — INSi by the data of a carte Vitale; answers an {@link InsiSearchResponse}. */
export interface InsiCardRequest {
  card: VitaleCard
}

/** POST /api/identity/insi/card {card} — before a record exists: who the card's holder is, and the records that could be theirs. */
export type InsiCardResponse = Omit<InsiSearchResponse, 'differences'> & {
  matches: IdentityMatch[]
  /** what a new record would start with */
  initial?: InitialIdentity
}

/** A record that may be that of an identity read outside (scan, card). */
export interface IdentityMatch {
  patient: PatientSummary
  /** same INS; same strict traits; same name, birth date and sex only */
  by: 'ins' | 'traits' | 'likely'
  /** French sentence */
  sentence: string
  /** strict traits that the record has otherwise */
  differences: { field: keyof IdentityTraits; label: string; local: string; read: string }[]
}

/** Values with which the form of creation opens. */
export interface InitialIdentity {
  traits: Partial<IdentityTraits>
  source: 'DATAMATRIX' | 'VITALE'
}

/**
 * POST /api/patients/:patientId/identity/insi/verify — are the INS and the traits of the record still those of the national base?
 * A refutation raises a doubt on the INS of the record (`insDoubt`); nothing is withdrawn without a person.
 */
export interface InsiVerifyResponse {
  outcome: 'confirmed' | 'different' | 'refuted' | 'not-found' | 'several' | 'unavailable'
  code: string
  /** French sentence: what happened, what to do */
  message: string
  callId: string
  /** how: the unit verification of the teleservice, or a search and a comparison */
  by: 'unit' | 'search'
  /** the national base has another matricule for this person */
  otherIns?: Ins & { nature: 'NIR' | 'NIA' }
  differences: InsiSearchResponse['differences']
}

/** POST /api/patients/:patientId/identity/insi/withdraw {version, reason} — the INS is withdrawn; a document that was checked still counts. */
export interface InsWithdrawRequest {
  version: number
  reason: string
}
/** POST /api/patients/:patientId/identity/insi/keep {version, reason} — a person decides that the INS stays, whatever raised the doubt. */
export type InsKeepRequest = InsWithdrawRequest

/** A contrary fact that asks for a decision on an INS. */
export interface InsDoubt {
  at: string
  /** French sentence */
  reason: string
  callId?: string
}

/** GET /api/patients/:patientId/identity/insi — what concerns INSi for this record, and what to propose. */
export interface InsiRecordView {
  /** why INSi is not to be called for this identity; absent when it may be */
  blocked?: string
  /** last time that the national base confirmed or gave the INS */
  verifiedAt?: string
  /** why a verification is proposed: INS received from outside and never verified here, or verified too long ago */
  verificationDue?: 'received' | 'old'
  doubt?: InsDoubt
  /** how the teleservice is, as this service sees it */
  service: InsiServiceView
}

/** GET /api/identity/insi/state — how the teleservice is, as this service sees it. */
export interface InsiServiceView {
  state: 'available' | 'suspended' | 'unconfigured'
  /** French sentence */
  message: string
  /** until when no call is made, after several failures in a row */
  suspendedUntil?: string
  lastSuccessAt?: string
  lastFailure?: { at: string; code: string; message: string }
}

export type InsiCallKind = 'search' | 'card' | 'verify'

/** GET /api/patients/:patientId/identity/insi/calls — every call made for this record, the most recent first. */
export interface InsiCallView {
  id: string
  at: string
  kind: InsiCallKind
  operator: string
  outcome: InsiSearchResponse['outcome'] | InsiVerifyResponse['outcome']
  code: string
  message: string
  /** subject of the certificate that called */
  certificate?: string
  batchId?: string
  attempts: { at?: string; query: object; code: string }[]
}

/** GET /api/patients/:patientId/identity/insi/calls/:callId — with each message as sent and as received (audited: it carries an INS). */
export interface InsiCallDetail extends InsiCallView {
  exchanges: { at: string; messageId: string; milliseconds: number; request: string; answer?: string }[]
}

export type InsiBatchKind = 'search' | 'verify'
export type InsiBatchState = 'running' | 'paused' | 'done' | 'cancelled'
export type InsiWorklist = 'to-qualify' | 'to-verify'

/** POST /api/identity/insi/batches — the records named, or those of a worklist as it is now. */
export interface InsiBatchRequest {
  kind: InsiBatchKind
  patientIds?: string[]
  worklist?: InsiWorklist
  /** search only: what INSi returns is accepted at once when nothing differs from the record */
  acceptIdentical?: boolean
}

export interface InsiBatchView {
  id: string
  kind: InsiBatchKind
  state: InsiBatchState
  createdAt: string
  createdBy: string
  acceptIdentical: boolean
  ratePerMinute: number
  total: number
  /** how many, by outcome; `waiting` for those not done yet */
  counts: Record<InsiItemOutcome, number>
  endedAt?: string
}

/**
 * waiting: not done, or to be tried again; same: the INS held is confirmed; accepted: taken by the rule of the batch; found: identity
 * found, same traits, a person accepts; differs: a person decides; not-found, several, refuted: to be examined; skipped: nothing to ask;
 * failed: given up after several attempts.
 */
export type InsiItemOutcome =
  'waiting' | 'same' | 'accepted' | 'found' | 'differs' | 'not-found' | 'several' | 'refuted' | 'skipped' | 'failed'

/** GET /api/identity/insi/batches/:id/items?outcome= */
export interface InsiBatchItemView {
  id: string
  outcome: InsiItemOutcome
  /** French sentence */
  message: string
  attempts: number
  at?: string
  nextAttemptAt?: string
  callId?: string
  patient: PatientSummary | null
  /** of the record as it is now, to accept what was found */
  version?: number
  /** a person has decided since */
  decidedAt?: string
}

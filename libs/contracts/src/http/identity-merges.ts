import type { IdentityTraits } from '@anamnese/domain-traits'
import type { Ins } from '@anamnese/domain-ins'
import type { PatientDetail, PatientSummary } from './identity'

/** Why two records are brought together: French sentence, and what it is worth in a score of 0 to 100 (negative: against). */
export interface MatchReasonView {
  code: string
  label: string
  points: number
}

/** `open`: to be looked at; `merged`: one was merged into the other; `different`: two people; `deferred`: cannot be decided yet. */
export type DuplicateState = 'open' | 'merged' | 'different' | 'deferred'

/** `DUPLICATE`: the traits are alike. `INS`: one INS came for a record while another one holds it (collision). */
export type DuplicateKind = 'DUPLICATE' | 'INS'

/**
 * GET /api/identity/duplicates?state=&kind=&minScore=&q=&page=&size=&sort= — `state` is `open` when not said, the strongest first.
 * GET /api/identity/duplicates/counters
 */
export interface DuplicateView {
  id: string
  version: number
  kind: DuplicateKind
  state: DuplicateState
  score: number
  /** `très probable`, `probable`, `possible` */
  likelihood: string
  reasons: MatchReasonView[]
  records: [PatientSummary, PatientSummary]
  /** of a collision: the INS that two records claim, and what brought it */
  collision?: CollisionView
  /** someone saw both records and says that they are of one person */
  signal?: { by: string; at: string; reason: string }
  decision?: { by: string; at: string; reason: string }
  createdAt: string
  changedAt: string
}

export interface CollisionView {
  ins: Ins & { nature: 'NIR' | 'NIA' }
  /** the record that holds it */
  holderId: string
  /** the record that it came for, which did not get it */
  claimantId: string
  origin: { kind: 'PAM' | 'INSI' | 'UNDO'; label: string; messageControlId?: string }
  at: string
}

export interface DuplicateCounters {
  duplicates: number
  collisions: number
  deferred: number
}

/** GET /api/identity/duplicates/:id */
export interface DuplicateDetail extends DuplicateView {
  patients: [PatientDetail, PatientDetail]
  /** trait by trait: what both records say, and whether it differs beyond the way it is written */
  traits: TraitComparison[]
}

export interface TraitComparison {
  field: keyof IdentityTraits | 'address' | 'telecoms' | 'ins' | 'status' | 'ipps'
  label: string
  values: [string, string]
  /** `same`: as written; `spelling`: accents, hyphens, case only; `missing`: one side has none */
  difference: 'same' | 'spelling' | 'missing' | 'different'
}

/** POST /api/identity/duplicates — two records that a person takes for one, by their IPPs; the detection may have missed them. */
export interface SignalDuplicateRequest {
  ipps: [string, string]
  reason: string
}

/** POST /api/identity/duplicates/:id/decision */
export interface DuplicateDecisionRequest {
  version: number
  state: 'different' | 'deferred' | 'open'
  reason: string
}

/** POST /api/identity/duplicates/:id/withdrawal — a collision whose INS is not the holder's: it is withdrawn there. */
export interface CollisionWithdrawalRequest {
  version: number
  holderVersion: number
  reason: string
}

/** POST /api/identity/duplicates/scan {action} — the whole base is compared again; GET says how far it is. */
export interface DuplicateScanRequest {
  action: 'start' | 'pause' | 'resume'
}
export interface DuplicateScanView {
  state: 'never' | 'running' | 'paused' | 'done'
  startedAt?: string
  startedBy?: string
  endedAt?: string
  /** records put in the queue so far, and all of them at the start */
  queued: number
  total: number
  /** records that still wait to be compared, whatever asked for it */
  waiting: number
}

/** A thing to know before a merge. `blocking`: it is refused; `strong`: its code has to be acknowledged. */
export interface MergeWarning {
  code: string
  severity: 'blocking' | 'strong' | 'information'
  message: string
}

/** POST /api/identity/merges/preview */
export interface MergePreviewRequest {
  survivorId: string
  absorbedId: string
}
export interface MergePreview {
  survivor: PatientDetail
  absorbed: PatientDetail
  traits: TraitComparison[]
  score: number
  reasons: MatchReasonView[]
  warnings: MergeWarning[]
  /** the identity that stays, in sentences: what is kept, which proofs and INS come along */
  kept: string[]
  /** what comes with the absorbed record */
  moves: { label: string; count: number; items: string[] }[]
}

/** POST /api/identity/merges */
export interface MergeRequest extends MergePreviewRequest {
  survivorVersion: number
  absorbedVersion: number
  reason: string
  /** codes of the strong warnings that the person has read */
  acknowledged: string[]
}

/** GET /api/identity/merges?state=&q=&page=&size= and /api/identity/merges/:id */
export interface MergeView {
  id: string
  version: number
  state: 'done' | 'undone'
  at: string
  author: string
  /** decided here, or told by a message (A40) */
  origin: { kind: 'OFFICER' | 'PAM'; messageControlId?: string }
  reason: string
  survivor: PatientSummary
  absorbed: PatientSummary
  undone?: { at: string; by: string; reason: string }
}

/** GET /api/identity/merges/:id/undo — what undoing it would do. */
export interface UndoPreview {
  merge: MergeView
  /** why it cannot be undone now */
  obstacle?: { code: string; message: string }
  /** what goes back to the absorbed record */
  returns: string[]
  /** messages that came for the IPP of the absorbed record since the merge: what they carried stays with the survivor */
  stays: { messageId: string; receivedAt: string; event: string; controlId?: string; stayNumber?: string }[]
}

/** POST /api/identity/merges/:id/undo */
export interface UndoMergeRequest {
  version: number
  reason: string
}

/** GET /internal/patients/:patientId/live — asked by the gateway before a record is opened. */
export interface LiveRecordAnswer {
  patientId: string
  /** the record that it was merged into, or itself */
  liveId: string
}

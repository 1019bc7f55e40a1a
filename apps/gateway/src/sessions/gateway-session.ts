import type { Actor } from '@anamnese/contracts'
import type { PscExercise } from '@anamnese/interop-psc'

/** A record that this person opened in this session, and on which ground. */
export interface OpenRecord {
  patientId: string
  purpose: 'care' | 'break-glass' | 'identity'
  reason?: string
  openedAt: Date
}

/** A signed-in person. The browser only has a random value, of which `_id` is the hash. */
export interface GatewaySession {
  _id: string
  establishment: string
  /** who acts, without the patient */
  actor: Actor
  exercises: PscExercise[]
  exerciseId?: string
  csrfToken: string
  createdAt: Date
  lastSeenAt: Date
  /** absolute end */
  endsAt: Date
  /** when the account was last read in the directory */
  checkedAt: Date
  /** the provider's names for this person and its own session (back-channel logout) */
  identity: { issuer: string; sub: string; sid?: string }
  /** the provider's tokens, encrypted */
  tokens: string
  openRecords: OpenRecord[]
}

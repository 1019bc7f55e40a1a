import type { Actor, InsiBatchKind, InsiBatchState, InsiItemOutcome } from '@anamnese/contracts'
import type { Stored } from '@anamnese/platform-mongo'

/** A set of records for which INSi is called one after the other, at a measured pace. */
export interface Batch extends Stored {
  kind: InsiBatchKind
  state: InsiBatchState
  createdAt: string
  /** who asked: the calls are made and traced in their name */
  actor: Actor
  acceptIdentical: boolean
  total: number
  endedAt?: string
}

/** One record of a batch. */
export interface BatchItem extends Stored {
  batchId: string
  patientId: string
  outcome: InsiItemOutcome
  message: string
  attempts: number
  /** of an item that waits: when it may be tried */
  nextAttemptAt: Date
  at?: string
  callId?: string
  decidedAt?: string
}

export const ITEM_OUTCOMES: readonly InsiItemOutcome[] = [
  'waiting',
  'same',
  'accepted',
  'found',
  'differs',
  'not-found',
  'several',
  'refuted',
  'skipped',
  'failed',
]

import type { DuplicateKind, DuplicateState, MatchReasonView } from '@anamnese/contracts'
import type { Ins } from '@anamnese/domain-ins'
import type { Stored } from '@anamnese/platform-mongo'

/** An INS that came for a record while another one holds it: never given to a second one, a person decides (RNIV). */
export interface Collision {
  ins: Ins
  holderId: string
  claimantId: string
  origin: { kind: 'PAM' | 'INSI' | 'UNDO'; label: string; messageControlId?: string }
  at: string
}

/** Two records that may be of one person; `_id` is made of theirs, so that a pair exists once. */
export interface DuplicatePair extends Stored {
  patients: [string, string]
  kind: DuplicateKind
  state: DuplicateState
  score: number
  reasons: MatchReasonView[]
  collision?: Collision
  /** someone saw two records of one person: it stays to be examined, whatever its score */
  signal?: { by: string; at: string; reason: string }
  decision?: { by: string; at: string; reason: string; fingerprint: string }
  createdAt: string
  changedAt: string
}

export function pairIdOf(one: string, other: string): string {
  return sortedPair(one, other).join(':')
}

export function sortedPair(one: string, other: string): [string, string] {
  return one < other ? [one, other] : [other, one]
}

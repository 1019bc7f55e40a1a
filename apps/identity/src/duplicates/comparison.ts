import { compareIdentities, DUPLICATE_SCORE } from '@anamnese/domain-identity-matching'
import type { Patient } from '../patients/patient'
import { type DuplicatePair, pairIdOf, sortedPair } from './duplicate-pair'
import { factsOf, fingerprintOf } from './patient-facts'

/** What becomes of the pair of two live records: written, removed, or `undefined` when nothing changes. */
export type PairChange = { write: DuplicatePair } | { remove: DuplicatePair } | undefined

/**
 * Compares two live records, knowing the pair that they were in. A decision holds as long as the traits that it was taken on; a collision
 * holds until a person decides, whatever the traits.
 */
export function comparedPair(one: Patient, other: Patient, known: DuplicatePair | undefined, now: string): PairChange {
  const { score, reasons } = compareIdentities(factsOf(one), factsOf(other))
  const proposed = score >= DUPLICATE_SCORE
  if (!known) return proposed ? { write: newPair(one, other, { score, reasons }, now) } : undefined
  if (known.kind === 'INS') {
    // Both live again after an undone merge: the question comes back.
    return known.state === 'merged' ? { write: reopened(known, { score: 100 }, now) } : undefined
  }
  if (!proposed && known.signal === undefined) return known.state === 'different' ? undefined : { remove: known }
  if (known.state === 'merged') return { write: reopened(known, { score, reasons }, now) }
  if (known.state === 'different') {
    if (known.decision?.fingerprint === fingerprintOf(one, other)) return undefined
    return { write: reopened(known, { score, reasons }, now) }
  }
  const same = known.score === score && JSON.stringify(known.reasons) === JSON.stringify(reasons)
  return same ? undefined : { write: { ...known, score, reasons, changedAt: now } }
}

export function newPair(
  one: Patient,
  other: Patient,
  found: Pick<DuplicatePair, 'score' | 'reasons'>,
  now: string,
): DuplicatePair {
  return {
    _id: pairIdOf(one._id, other._id),
    establishment: one.establishment,
    version: 0,
    patients: sortedPair(one._id, other._id),
    kind: 'DUPLICATE',
    state: 'open',
    ...found,
    createdAt: now,
    changedAt: now,
  }
}

function reopened(known: DuplicatePair, found: Partial<DuplicatePair>, now: string): DuplicatePair {
  return { ...known, ...found, state: 'open', changedAt: now }
}

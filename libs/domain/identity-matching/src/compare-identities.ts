import { compareBirths } from './compare-births'
import { compareContacts } from './compare-contacts'
import { compareIns, hasSameIns } from './compare-ins'
import { compareNames } from './compare-names'
import type { IdentityFacts, MatchReason } from './identity-facts'

export interface Comparison {
  /** 0 to 100; from {@link DUPLICATE_SCORE} on, a person should look at both records */
  score: number
  /** what was found, the strongest first; points as counted, those against included */
  reasons: MatchReason[]
}

/** Score from which two records are proposed as one person's. */
export const DUPLICATE_SCORE = 60

/** How sure a score is, in French. */
export function likelihood(score: number): 'très probable' | 'probable' | 'possible' | 'peu probable' {
  if (score >= 85) return 'très probable'
  if (score >= 72) return 'probable'
  return score >= DUPLICATE_SCORE ? 'possible' : 'peu probable'
}

/**
 * How likely two records are to be of one person, and why. Symmetric. The same INS is certainty, whatever else differs: INSi gives one
 * to one person. Twins (same name, same date, another given name) stay under the threshold.
 */
export function compareIdentities(one: IdentityFacts, other: IdentityFacts): Comparison {
  const homonyms: MatchReason[] =
    one.homonym === true && other.homonym === true
      ? [{ code: 'HOMONYMS', label: 'Homonymie déjà signalée sur les deux dossiers', points: -15 }]
      : []
  const reasons = [
    ...compareIns(one, other),
    ...compareNames(one, other),
    ...compareBirths(one.traits, other.traits),
    ...compareContacts(one, other),
    ...homonyms,
  ].sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const sum = reasons.reduce((total, { points }) => total + points, 0)
  return { score: hasSameIns(one, other) ? 100 : Math.max(0, Math.min(100, sum)), reasons }
}

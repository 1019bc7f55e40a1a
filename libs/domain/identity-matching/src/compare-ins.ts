import type { IdentityFacts, MatchReason } from './identity-facts'

type InsId = NonNullable<IdentityFacts['ins']>

const key = ({ matricule, oid }: InsId): string => `${matricule}^${oid}`

/** Do both records hold this same matricule now? */
export function hasSameIns({ ins: a }: IdentityFacts, { ins: b }: IdentityFacts): boolean {
  return a !== undefined && b !== undefined && key(a) === key(b)
}

/** The national identities that the records hold or held. */
export function compareIns(one: IdentityFacts, other: IdentityFacts): MatchReason[] {
  if (hasSameIns(one, other)) return [{ code: 'INS.SAME', label: 'Même INS', points: 100 }]
  const held = (facts: IdentityFacts): string[] =>
    [...(facts.ins ? [facts.ins] : []), ...(facts.pastIns ?? [])].map(key)
  const others = new Set(held(other))
  if (held(one).some((ins) => others.has(ins))) {
    return [{ code: 'INS.PAST', label: 'Une INS commune, dont l’une n’est plus active', points: 40 }]
  }
  if (!one.ins || !other.ins) return []
  // NIA becomes NIR: two matricules of different natures may be of one person.
  if (one.ins.oid !== other.ins.oid)
    return [{ code: 'INS.OTHER_NATURE', label: 'INS de natures différentes', points: -10 }]
  return [{ code: 'INS.DIFFERENT', label: 'Deux INS différentes', points: -50 }]
}

import { isDeepStrictEqual } from 'node:util'
import { contradictingTraits, type IdentityTraits, TRAIT_LABELS } from '@anamnese/domain-traits'
import type { IdentitySource } from './patient'
import type { Act } from './settle'

/** Ends a source: its matricule and its proof no longer count. */
export function ended(source: IdentitySource, act: Act, reason: string): IdentitySource {
  return { ...source, active: false, endedAt: act.at, endReason: reason }
}

/** Does the new source say the same as the one that it would replace? */
export function saysTheSame(one: IdentitySource, other: IdentitySource): boolean {
  const said = ({ mode, sender, traits, ins, proof }: IdentitySource): unknown => ({ mode, sender, traits, ins, proof })
  return isDeepStrictEqual(said(one), said(other))
}

/**
 * Adds a source. Those of the same origin are replaced; those that its traits contradict end, because what they established was the
 * identity of other traits (RNIV: a strict trait that changes without a new proof demotes).
 */
export function withSource(sources: readonly IdentitySource[], added: IdentitySource, act: Act): IdentitySource[] {
  const sameOrigin = (one: IdentitySource): boolean =>
    one.mode === added.mode && one.sender === added.sender && one.proof?.type === added.proof?.type
  const kept = sources.map((source) => {
    if (!source.active) return source
    if (added.mode === 'INTEROP' && source.mode === 'INTEROP' && source.sender === added.sender) {
      return ended(source, act, 'Remplacée par un message plus récent.')
    }
    if (added.mode !== 'INTEROP' && sameOrigin(source)) return ended(source, act, 'Remplacée.')
    const contradicted = contradictingTraits(source.traits, added.traits)
    if (contradicted.length > 0) return ended(source, act, contradictionReason(contradicted))
    const otherIns = added.ins && source.ins && added.ins.matricule !== source.ins.matricule
    return otherIns ? ended(source, act, 'Une autre INS a été attribuée.') : source
  })
  return [...kept, added]
}

export function contradictionReason(traits: readonly (keyof IdentityTraits)[]): string {
  return `Traits stricts changés : ${traits.map((trait) => TRAIT_LABELS[trait].toLowerCase()).join(', ')}.`
}

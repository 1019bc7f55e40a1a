import { identityStatus, type Ins, keepsIns } from '@anamnese/domain-ins'
import { changedStrictTraits, type IdentityTraits, STRICT_TRAITS } from '@anamnese/domain-traits'
import { historyOf } from './history'
import { insKeyOf, type Patient } from './patient'
import { searchKeysOf } from './search-keys'

/** A patient whose status, INS and search keys are still to be computed. */
export type Unsettled = Omit<Patient, 'status' | 'ins' | 'insKey' | 'keys'>

export interface Act {
  at: string
  author: string
  /** why, when a rule or a person gives a reason */
  reason?: string
}

const MAX_SOURCES = 40
const MAX_HISTORY = 500
const MAX_PAST_TRAITS = 100

/**
 * Computes what follows from the active sources: strict traits of the national base when one of them comes from it, status, INS; and
 * writes what changed in the history, in words for people.
 */
export function settle(next: Unsettled, before: Patient | undefined, act: Act): Patient {
  const active = next.sources.filter((source) => source.active)
  const national = active.filter((source) => source.ins !== undefined).at(-1)
  const status = identityStatus({
    hasInsi: national !== undefined,
    hasHighConfidenceProof: active.some((source) => source.proof?.highConfidence === true),
    attributes: next.attributes,
  })
  const ins = keepsIns(status) ? national?.ins : undefined
  const traits = national && keepsIns(status) ? { ...next.traits, ...strictOf(national.traits) } : next.traits
  // The former values of what is computed again must not come along by the spread.
  const { ins: _ins, insKey: _key, insDoubt, insVerifiedAt, ...rest } = next as Patient
  // A doubt and a verification are about one INS: they go with it.
  const sameIns = ins !== undefined && before?.ins !== undefined && insKeyOf(ins) === insKeyOf(before.ins)
  return {
    ...rest,
    ...(sameIns && insDoubt ? { insDoubt } : {}),
    ...(sameIns && insVerifiedAt ? { insVerifiedAt } : {}),
    status,
    traits,
    ...(ins ? { ins } : {}),
    ...(ins && next.mergedInto === undefined ? { insKey: insKeyOf(ins) } : {}),
    sources: bounded(next.sources),
    insHistory: insHistory(next, ins, act),
    ...pastTraits(before, traits, act),
    history: [...next.history, ...historyOf(before, { ...next, traits, status }, ins, act)].slice(-MAX_HISTORY),
    keys: searchKeysOf(traits),
    changedAt: act.at,
  }
}

export function strictOf(traits: IdentityTraits): Partial<IdentityTraits> {
  return Object.fromEntries(
    STRICT_TRAITS.flatMap((trait) => (traits[trait] === undefined ? [] : [[trait, traits[trait]]])),
  )
}

/** The last ones, whatever happens to the active ones. */
function bounded(sources: Patient['sources']): Patient['sources'] {
  const excess = sources.length - MAX_SOURCES
  if (excess <= 0) return sources
  const dropped = new Set(sources.filter((source) => !source.active).slice(0, excess))
  return sources.filter((source) => !dropped.has(source))
}

/** The set of strict traits that the record leaves, with the time that it held and who changed it. */
function pastTraits(before: Patient | undefined, traits: IdentityTraits, act: Act): Pick<Patient, 'pastTraits'> {
  const known = before?.pastTraits
  if (!before || changedStrictTraits(before.traits, traits).length === 0) return known ? { pastTraits: known } : {}
  const left = {
    traits: before.traits,
    from: known?.at(-1)?.until ?? before.createdAt,
    until: act.at,
    author: act.author,
    ...(act.reason === undefined ? {} : { reason: act.reason }),
  }
  return { pastTraits: [...(known ?? []), left].slice(-MAX_PAST_TRAITS) }
}

function insHistory(next: Unsettled, ins: Ins | undefined, act: Act): Patient['insHistory'] {
  const current = next.insHistory.find((past) => past.until === undefined)
  if (current && ins && insKeyOf(current.ins) === insKeyOf(ins)) return next.insHistory
  const ended = next.insHistory.map((past) =>
    past === current ? { ...past, until: act.at, ...(act.reason === undefined ? {} : { reason: act.reason }) } : past,
  )
  return ins ? [...ended, { ins, from: act.at }] : ended
}

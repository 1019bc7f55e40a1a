import type { IdentityTraits } from './identity-traits'
import { searchKey } from './names'

/** The strict traits of the RNIV. Changing one of them demotes an identity. */
export const STRICT_TRAITS = [
  'birthName',
  'firstBirthGivenName',
  'birthGivenNames',
  'birthDate',
  'sex',
  'birthPlaceCode',
] as const

export type StrictTrait = (typeof STRICT_TRAITS)[number]

export const TRAIT_LABELS: Readonly<Record<keyof IdentityTraits, string>> = {
  birthName: 'Nom de naissance',
  firstBirthGivenName: '1er prénom de naissance',
  birthGivenNames: 'Prénom(s) de naissance',
  birthDate: 'Date de naissance',
  sex: 'Sexe',
  birthPlaceCode: 'Lieu de naissance',
  usedName: 'Nom utilisé',
  usedGivenName: 'Prénom utilisé',
}

const NAMES: ReadonlySet<StrictTrait> = new Set(['birthName', 'firstBirthGivenName', 'birthGivenNames'])

/** Strict traits that differ, as written. One that only one side has differs. */
export function changedStrictTraits(before: IdentityTraits, after: IdentityTraits): StrictTrait[] {
  return STRICT_TRAITS.filter((trait) => (before[trait] ?? '') !== (after[trait] ?? ''))
}

/**
 * Strict traits that contradict each other: both known, and different beyond accents, case, hyphens, apostrophes and spaces.
 * A trait that one side does not have contradicts nothing.
 */
export function contradictingTraits(one: Partial<IdentityTraits>, other: Partial<IdentityTraits>): StrictTrait[] {
  return STRICT_TRAITS.filter((trait) => {
    const [a, b] = [one[trait], other[trait]]
    if (a === undefined || b === undefined) return false
    return NAMES.has(trait) ? searchKey(a) !== searchKey(b) : a !== b
  })
}

/** The five traits without which no identity is created (RNIV EXI SI 02), those that are missing. */
export function missingMinimumTraits(traits: Partial<IdentityTraits>): StrictTrait[] {
  const minimum: StrictTrait[] = ['birthName', 'firstBirthGivenName', 'birthDate', 'sex', 'birthPlaceCode']
  return minimum.filter((trait) => (traits[trait] ?? '') === '')
}

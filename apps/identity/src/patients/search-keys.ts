import { type IdentityTraits, normalizeName, searchKey } from '@anamnese/domain-traits'
import type { SearchKeys } from './patient'

/** Each name as one word and by its words: LE GOFF is found by `legoff`, `le g` and `goff` (INS/va1.02, INS/va1.25). */
export function searchKeysOf(traits: IdentityTraits): SearchKeys {
  const names = wordsOf(traits.birthName, traits.usedName)
  const givenNames = wordsOf(traits.firstBirthGivenName, traits.birthGivenNames, traits.usedGivenName)
  return { names, givenNames, pairs: pairsOf([...names, ...givenNames]) }
}

const BEGINNING = 3
const MAX_BEGINNINGS = 12

/**
 * The beginnings of two words, in alphabetical order. Among a million patients tens of thousands share the beginning of one name, a few
 * hundreds those of two. `undefined` for words too short or that begin alike: those are searched one by one.
 */
export function pairOf(one: string, other: string): string | undefined {
  const [first, second] = [one.slice(0, BEGINNING), other.slice(0, BEGINNING)].sort()
  if (first === undefined || second === undefined || first === second) return undefined
  return first.length < BEGINNING || second.length < BEGINNING ? undefined : `${first}:${second}`
}

function pairsOf(words: string[]): string[] {
  const beginnings = [...new Set(words.map((word) => word.slice(0, BEGINNING)))].slice(0, MAX_BEGINNINGS)
  return beginnings.flatMap((one, index) => beginnings.slice(index + 1).flatMap((other) => pairOf(one, other) ?? []))
}

function wordsOf(...names: (string | undefined)[]): string[] {
  const words = names.flatMap((name) =>
    name === undefined ? [] : [searchKey(name), ...normalizeName(name).split(/[^A-Z0-9]+/)],
  )
  return [...new Set(words.filter((word) => word !== ''))]
}

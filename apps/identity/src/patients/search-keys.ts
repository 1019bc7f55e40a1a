import { type IdentityTraits, normalizeName, searchKey } from '@anamnese/domain-traits'
import type { SearchKeys } from './patient'

/** Each name as one word and by its words: LE GOFF is found by `legoff`, `le g` and `goff` (INS/va1.02, INS/va1.25). */
export function searchKeysOf(traits: IdentityTraits): SearchKeys {
  return {
    names: wordsOf(traits.birthName, traits.usedName),
    givenNames: wordsOf(traits.firstBirthGivenName, traits.birthGivenNames, traits.usedGivenName),
  }
}

function wordsOf(...names: (string | undefined)[]): string[] {
  const words = names.flatMap((name) =>
    name === undefined ? [] : [searchKey(name), ...normalizeName(name).split(/[^A-Z0-9]+/)],
  )
  return [...new Set(words.filter((word) => word !== ''))]
}

import { normalizeName, searchKey } from '@anamnese/domain-traits'
import { frenchPhonetic } from './phonetic'
import { isOneSlipAway, jaroWinkler } from './similarity'

/** How close two names are, from the surest. */
export type NameCloseness = 'same' | 'part' | 'similar' | 'phonetic' | 'different'

/** Similarity from which two spellings may be of one name. */
const SIMILAR = 0.93

/** Words that join, and tell nothing of the person. */
const PARTICLES = new Set([
  'DE',
  'DU',
  'DES',
  'LE',
  'LA',
  'LES',
  'EL',
  'AL',
  'BEN',
  'VAN',
  'VON',
  'DI',
  'DA',
  'DOS',
  'D',
  'L',
])

export function wordsOf(name: string): string[] {
  return normalizeName(name)
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length > 1 && !PARTICLES.has(word))
}

/** Compares two names without regard to accents, hyphens, apostrophes, spaces and the order of their words. */
export function closeness(one: string, other: string): NameCloseness {
  const [a, b] = [searchKey(one), searchKey(other)]
  if (a === '' || b === '') return 'different'
  if (a === b) return 'same'
  const [left, right] = [wordsOf(one), wordsOf(other)]
  if ([...left].sort().join() === [...right].sort().join() && left.length > 1) return 'same'
  const [few, many] = left.length <= right.length ? [left, right] : [right, left]
  if (few.length > 0 && few.length < many.length && few.every((word) => many.includes(word))) return 'part'
  // JEAN PAUL and JEAN PIERRE look alike for a machine only: each of their words has to.
  if (left.length > 1 && left.length === right.length) return pairwise(left, right)
  if (left.length !== right.length && left.length > 0 && right.length > 0) return 'different'
  return ofWords(a, b)
}

function pairwise(left: readonly string[], right: readonly string[]): NameCloseness {
  const each = left.map((word, index) => (word === right[index] ? 'same' : ofWords(word, right[index] ?? '')))
  const order: readonly NameCloseness[] = ['different', 'phonetic', 'similar']
  return order.find((one) => each.includes(one)) ?? 'same'
}

function ofWords(a: string, b: string): NameCloseness {
  if (Math.min(a.length, b.length) >= 4 && (isOneSlipAway(a, b) || jaroWinkler(a, b) >= SIMILAR)) return 'similar'
  const [x, y] = [frenchPhonetic(a), frenchPhonetic(b)]
  return x === y && x.length > 1 ? 'phonetic' : 'different'
}

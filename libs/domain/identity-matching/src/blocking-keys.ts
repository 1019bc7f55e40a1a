import { searchKey } from '@anamnese/domain-traits'
import { contacts } from './compare-contacts'
import type { IdentityFacts } from './identity-facts'
import { wordsOf } from './names'
import { frenchPhonetic } from './phonetic'

const MAX_KEYS = 40

/**
 * Keys under which a record is filed: only records that share one are compared, so that a search among a million reads a few dozen.
 * Each holds two things at least that a wrong entry seldom spoils together:
 * - `D` year and month of birth, and the sound of a name or of the first given name (alike: they may be exchanged);
 * - `Y` `M` both sounds, with the year, or with the day and month without order: a date typed wrong;
 * - `I` an INS, of now or before; `T` a phone or e-mail with a given name.
 */
export function blockingKeys(facts: IdentityFacts): string[] {
  const { traits, ins, pastIns } = facts
  const family = sounds(traits.birthName, traits.usedName)
  const first = sounds(traits.firstBirthGivenName, traits.usedGivenName)
  const given = [...new Set([...first, ...sounds(wordsOf(traits.birthGivenNames ?? '')[1])])]
  const [year = '', month = '', day = ''] = traits.birthDate.split('-')
  const dayAndMonth = [day, month].sort().join('')
  const couples = family.flatMap((name) => given.map((one) => [name, one].sort().join('+')))
  const reached = [...contacts(facts, 'tel'), ...contacts(facts, 'mailto')]
  const keys = [
    ...[ins, ...(pastIns ?? [])].flatMap((one) => (one ? [`I:${one.matricule}`] : [])),
    ...[...family, ...first].map((sound) => `D:${year}-${month}:${sound}`),
    ...couples.flatMap((couple) => [`Y:${year}:${couple}`, `M:${dayAndMonth}:${couple}`]),
    ...reached.slice(0, 3).flatMap((contact) => first.slice(0, 1).map((one) => `T:${contact}:${one}`)),
  ]
  return [...new Set(keys)].slice(0, MAX_KEYS)
}

/** Each name whole, and its words when it has several. */
function sounds(...names: (string | undefined)[]): string[] {
  const all = names.flatMap((name) => {
    if (name === undefined || searchKey(name) === '') return []
    const words = wordsOf(name)
    return [frenchPhonetic(name), ...(words.length > 1 ? words.slice(0, 3).map(frenchPhonetic) : [])]
  })
  return [...new Set(all)].slice(0, 5)
}

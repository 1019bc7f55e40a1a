import type { IdentityTraits } from '@anamnese/domain-traits'
import type { InsiResult } from './result'
import type { InsiQuery } from './search-request'

/** Whoever can ask INSi once: the client, or a test double of the caller's own. */
export interface InsiSearcher {
  search(query: InsiQuery): Promise<InsiResult>
}

export interface InsiAttempt {
  query: InsiQuery
  result: InsiResult
}

/** The last answer, and every call that led to it (each is a trace to keep). */
export interface InsiSearch {
  result: InsiResult
  attempts: InsiAttempt[]
}

/** A person has few given names; beyond this, the list is an error of typing. */
const MAX_GIVEN_NAMES = 5

/**
 * Searches as the CNDA expects: one given name after the other until somebody is found, then the whole list; when several
 * people answer, with all given names, then with the place of birth. What to change after « aucune identité » is a
 * person's decision.
 *
 * @throws InsiError
 */
export async function searchIdentity(insi: InsiSearcher, traits: IdentityTraits): Promise<InsiSearch> {
  const attempts: InsiAttempt[] = []
  const ask = async (givenNames: readonly string[], withPlace = false): Promise<InsiResult> => {
    const query = queryOf(traits, givenNames, withPlace)
    const result = await insi.search(query)
    attempts.push({ query, result })
    return result
  }
  const names = givenNamesOf(traits)
  let result = await ask(names.slice(0, 1))
  for (const name of names.slice(1)) {
    if (result.outcome !== 'none') break
    result = await ask([name])
  }
  // After « plusieurs » the list narrows; after « aucune » it is the last form in which a person may be known.
  if (result.outcome !== 'found' && names.length > 1) result = await ask(names)
  if (result.outcome === 'multiple' && isKnownPlace(traits.birthPlaceCode)) result = await ask(names, true)
  return { result, attempts }
}

function givenNamesOf({ firstBirthGivenName, birthGivenNames }: IdentityTraits): string[] {
  const names = [firstBirthGivenName, ...(birthGivenNames ?? '').split(' ')].filter((name) => name !== '')
  const parts = new Set(firstBirthGivenName.split(' '))
  // A first given name in several words already stands for its words.
  const rest = names.slice(1).filter((name) => name !== firstBirthGivenName && !parts.has(name))
  return [firstBirthGivenName, ...new Set(rest)].slice(0, MAX_GIVEN_NAMES)
}

function queryOf(traits: IdentityTraits, givenNames: readonly string[], withPlace: boolean): InsiQuery {
  const { birthName, sex, birthDate, birthPlaceCode } = traits
  return {
    birthName,
    givenNames,
    sex,
    birthDate,
    ...(withPlace && birthPlaceCode !== undefined ? { birthPlaceCode } : {}),
  }
}

function isKnownPlace(code: string | undefined): boolean {
  return code !== undefined && code !== '' && code !== '99999'
}

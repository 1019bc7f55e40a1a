import type { CandidateSearchRequest } from '@anamnese/contracts'
import { parseFrenchDate } from '../../format/dates'

/** The search that comes before a creation, as typed. */
export interface SearchDraft {
  birthDate: string
  name: string
  givenName: string
}

/** How many letters of a name are asked for: more would miss who is written otherwise (guide INS EXI ID 17). */
export const SEARCH_LETTERS = 3

/** What is sent, or the French sentence that says what is missing. */
export function requestOf(draft: SearchDraft): CandidateSearchRequest | string {
  const birthDate = parseFrenchDate(draft.birthDate)
  if (birthDate === undefined) return 'Saisissez la date de naissance jj/mm/aaaa.'
  const letters = (text: string): string => text.trim().slice(0, SEARCH_LETTERS)
  return {
    birthDate,
    ...(letters(draft.name) === '' ? {} : { name: letters(draft.name) }),
    ...(letters(draft.givenName) === '' ? {} : { givenName: letters(draft.givenName) }),
  }
}

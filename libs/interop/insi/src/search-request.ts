import { el, serialiseXml } from '@anamnese/interop-xml'
import type { Sex } from '@anamnese/domain-traits'
import { InsiError } from './insi-error'
import { REC_SANS } from './names'

/** Traits of one search, in the form of the RNIV (upper case, no diacritics). */
export interface InsiQuery {
  birthName: string
  /** one given name, or several of the list */
  givenNames: readonly string[]
  sex: Sex
  /** civil date `YYYY-MM-DD`, lunar values accepted */
  birthDate: string
  /** INSEE code of the place of birth */
  birthPlaceCode?: string
}

/**
 * Writes the search by traits (WS_INS2), to be the content of a SOAP body.
 *
 * @throws InsiError `INSI.TRAITS_INSUFFICIENT`: the teleservice knows no undetermined sex, and needs name, given name and date
 */
export function buildSearchByTraits({ birthName, givenNames, sex, birthDate, birthPlaceCode }: InsiQuery): string {
  const lacking = [
    birthName.trim() === '' && 'le nom de naissance',
    givenNames.every((name) => name.trim() === '') && 'un prénom de naissance',
    sex === 'U' && 'le sexe',
    !/^\d{4}-\d{2}-\d{2}$/.test(birthDate) && 'la date de naissance complète',
  ].filter((what) => what !== false)
  if (lacking.length > 0)
    throw new InsiError('INSI.TRAITS_INSUFFICIENT', `L’appel à INSi demande ${lacking.join(', ')}.`)
  const tree = el(
    'rs:RECSANSVITALE',
    { 'xmlns:rs': REC_SANS },
    el('rs:NomNaissance', {}, birthName),
    givenNames.map((name) => el('rs:Prenom', {}, name)),
    el('rs:Sexe', {}, sex),
    el('rs:DateNaissance', {}, birthDate),
    birthPlaceCode !== undefined && el('rs:LieuNaissance', {}, birthPlaceCode),
  )
  return serialiseXml(tree, { declaration: false })
}

import { birthPlaceKind } from './birth-place'
import { ageOn, type BirthDateDefect, birthDateDefect, OLDEST_AGE } from './birth-date'
import { formatCivilDate } from './civil-date'
import { missingMinimumTraits, TRAIT_LABELS } from './compare'
import type { IdentityTraits } from './identity-traits'
import { nameDefect, type NameDefect, type NameKind, startsGivenNames } from './names'

/** What is wrong with a trait, or to be looked at: stable code and French sentence. */
export interface TraitFinding {
  trait: keyof IdentityTraits
  code: string
  message: string
}

export interface TraitFindings {
  /** the traits cannot be recorded */
  errors: TraitFinding[]
  /** they can, once looked at */
  alerts: TraitFinding[]
}

const NAME_KINDS: readonly [trait: keyof IdentityTraits, kind: NameKind][] = [
  ['birthName', 'family'],
  ['firstBirthGivenName', 'given'],
  ['birthGivenNames', 'given'],
  ['usedName', 'family'],
  ['usedGivenName', 'given'],
]

const NAME_WORDS: Readonly<Record<NameDefect, string>> = {
  EMPTY: 'est vide',
  CHARACTER: 'contient un caractère que l’identité n’admet pas (lettres, espace, tiret et apostrophe seulement)',
  START: 'ne commence ni par un espace ni par un tiret',
  END: 'ne finit ni par un espace, ni par un tiret, ni par une apostrophe',
  SEPARATORS: 'a deux séparateurs de suite (seul un nom de famille peut avoir « -- »)',
  LENGTH: 'dépasse 100 caractères',
}

const DATE_WORDS: Readonly<Record<BirthDateDefect, string>> = {
  FORMAT: 'Cette date de naissance n’existe pas.',
  LUNAR: 'C’est une date de l’Assurance maladie, pas du calendrier : la saisir comme date lunaire.',
  FUTURE: 'La date de naissance est dans l’avenir.',
}

/**
 * Judges traits already normalised: the five without which nothing is created, characters, date (RNIV EXI SI 02, SEL-MP-043). Given names
 * that do not match their list, and great ages, only alert. `today` is a civil date.
 */
export function checkTraits(traits: Partial<IdentityTraits>, today: string): TraitFindings {
  const missing = new Set(missingMinimumTraits(traits))
  const errors: TraitFinding[] = [...missing].map((trait) => ({
    trait,
    code: 'MISSING',
    message: `${TRAIT_LABELS[trait]} : ce trait est nécessaire.`,
  }))
  for (const [trait, kind] of NAME_KINDS) {
    const defect = traits[trait] === undefined || traits[trait] === '' ? undefined : nameDefect(traits[trait], kind)
    if (defect) errors.push({ trait, code: defect, message: `${TRAIT_LABELS[trait]} ${NAME_WORDS[defect]}.` })
  }
  const { birthDate, birthPlaceCode, sex } = traits
  const wrongDate = birthDate === undefined || birthDate === '' ? undefined : birthDateDefect(birthDate, today)
  if (wrongDate) errors.push({ trait: 'birthDate', code: wrongDate, message: DATE_WORDS[wrongDate] })
  if (birthPlaceCode !== undefined && birthPlaceCode !== '' && birthPlaceKind(birthPlaceCode) === undefined) {
    const message = 'Le lieu de naissance s’écrit avec le code INSEE à cinq caractères, 99999 s’il est inconnu.'
    errors.push({ trait: 'birthPlaceCode', code: 'FORMAT', message })
  }
  if (sex !== undefined && !['M', 'F', 'U'].includes(sex)) {
    errors.push({ trait: 'sex', code: 'FORMAT', message: 'Le sexe est masculin, féminin ou indéterminé.' })
  }
  return { errors, alerts: errors.length > 0 ? [] : alertsOf(traits, today) }
}

function alertsOf(traits: Partial<IdentityTraits>, today: string): TraitFinding[] {
  const alerts: TraitFinding[] = []
  const { firstBirthGivenName: first = '', birthGivenNames: list, birthDate = today } = traits
  if (list !== undefined && list !== '' && !startsGivenNames(first, list)) {
    const message = `Le premier prénom ${first} ne commence pas la liste des prénoms ${list}.`
    alerts.push({ trait: 'firstBirthGivenName', code: 'NOT_IN_LIST', message })
  }
  if (ageOn(birthDate, today) > OLDEST_AGE) {
    const message = `Né(e) le ${formatCivilDate(birthDate)} : plus de ${String(OLDEST_AGE)} ans. Vérifier l’année.`
    alerts.push({ trait: 'birthDate', code: 'AGE', message })
  }
  return alerts
}

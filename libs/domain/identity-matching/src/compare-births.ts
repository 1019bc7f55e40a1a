import { type IdentityTraits, UNKNOWN_BIRTH_PLACE } from '@anamnese/domain-traits'
import type { MatchReason } from './identity-facts'
import { isOneSlipAway } from './similarity'

const reason = (code: string, label: string, points: number): MatchReason => ({ code, label, points })

/** Date, sex and place of birth. */
export function compareBirths(a: IdentityTraits, b: IdentityTraits): MatchReason[] {
  return [dateReason(a.birthDate, b.birthDate), ...sexReason(a, b), ...placeReason(a, b)]
}

function dateReason(one: string, other: string): MatchReason {
  if (one === other) return reason('DATE.SAME', 'Même date de naissance', 25)
  const [y1, m1, d1] = one.split('-')
  const [y2, m2, d2] = other.split('-')
  if (y1 === y2 && m1 === d2 && d1 === m2) return reason('DATE.SWAPPED', 'Jour et mois de naissance inversés', 20)
  // Unknown day or month: the 1st, January, or 31 December (guide INS EXI ID 11).
  if (y1 === y2 && (isInterpreted(one) || isInterpreted(other))) {
    return reason('DATE.INTERPRETED', 'Même année de naissance, l’une des dates peut être interprétée', 12)
  }
  const [left, right] = [one.replaceAll('-', ''), other.replaceAll('-', '')]
  if (left.length === right.length && isOneSlipAway(left, right)) {
    return reason('DATE.ONE_DIGIT', 'Dates de naissance qui diffèrent d’un chiffre', 16)
  }
  return reason('DATE.DIFFERENT', 'Dates de naissance différentes', -30)
}

function isInterpreted(date: string): boolean {
  return date.endsWith('-01-01') || date.endsWith('-12-31')
}

function sexReason(a: IdentityTraits, b: IdentityTraits): MatchReason[] {
  if (a.sex === 'U' || b.sex === 'U') return []
  return [a.sex === b.sex ? reason('SEX.SAME', 'Même sexe', 5) : reason('SEX.DIFFERENT', 'Sexes différents', -10)]
}

function placeReason(a: IdentityTraits, b: IdentityTraits): MatchReason[] {
  const known = (place: string | undefined): place is string =>
    place !== undefined && place !== '' && place !== UNKNOWN_BIRTH_PLACE
  const [one, other] = [a.birthPlaceCode, b.birthPlaceCode]
  if (!known(one) || !known(other)) return []
  if (one === other) return [reason('PLACE.SAME', 'Même lieu de naissance', 8)]
  return [reason('PLACE.DIFFERENT', 'Lieux de naissance différents', -6)]
}

import { type IdentityTraits, searchKey } from '@anamnese/domain-traits'
import type { IdentityFacts, MatchReason } from './identity-facts'
import { closeness, type NameCloseness, wordsOf } from './names'

const FAMILY: Readonly<Record<NameCloseness, MatchReason>> = {
  same: { code: 'NAME.SAME', label: 'Même nom de naissance', points: 30 },
  part: { code: 'NAME.PART', label: 'Nom de naissance composé dont l’autre est une partie', points: 22 },
  similar: { code: 'NAME.SIMILAR', label: 'Noms de naissance qui s’écrivent presque de même', points: 22 },
  phonetic: { code: 'NAME.PHONETIC', label: 'Noms de naissance qui se prononcent de même', points: 20 },
  different: { code: 'NAME.DIFFERENT', label: 'Noms différents', points: -20 },
}

const GIVEN: Readonly<Record<NameCloseness, MatchReason>> = {
  same: { code: 'GIVEN.SAME', label: 'Même premier prénom', points: 25 },
  part: { code: 'GIVEN.PART', label: 'Prénom composé dont l’autre est une partie', points: 18 },
  similar: { code: 'GIVEN.SIMILAR', label: 'Prénoms qui s’écrivent presque de même', points: 18 },
  phonetic: { code: 'GIVEN.PHONETIC', label: 'Prénoms qui se prononcent de même', points: 18 },
  different: { code: 'GIVEN.DIFFERENT', label: 'Prénoms différents', points: -40 },
}

const INVERTED: MatchReason = { code: 'NAME.INVERTED', label: 'Nom et prénom inversés', points: 47 }
const USED_FOR_BIRTH: MatchReason = {
  code: 'NAME.USED_FOR_BIRTH',
  label: 'Le nom utilisé de l’un est le nom de naissance de l’autre',
  points: 22,
}
const SAME_USED: MatchReason = { code: 'NAME.SAME_USED', label: 'Même nom utilisé', points: 8 }
const MAY_BE_MARRIED: MatchReason = {
  code: 'NAME.MAY_BE_MARRIED',
  label: 'Noms différents, l’un d’eux peut être un nom d’usage',
  points: -8,
}
const ORDER: MatchReason = { code: 'GIVEN.ORDER', label: 'Prénoms dans un autre ordre', points: 20 }
const USED_GIVEN: MatchReason = {
  code: 'GIVEN.USED',
  label: 'Le prénom utilisé de l’un est le prénom de l’autre',
  points: 20,
}
const TWINS: MatchReason = {
  code: 'GIVEN.TWINS',
  label: 'Naissance multiple : un autre prénom est une autre personne',
  points: -50,
}

/** Names and given names together: a clerk may have exchanged them. */
export function compareNames(one: IdentityFacts, other: IdentityFacts): MatchReason[] {
  const [a, b] = [one.traits, other.traits]
  if (areInverted(a, b)) return [INVERTED]
  return [...familyReasons(a, b), givenReason(one, other)]
}

function areInverted(a: IdentityTraits, b: IdentityTraits): boolean {
  const [nameA, givenA, nameB, givenB] = [a.birthName, a.firstBirthGivenName, b.birthName, b.firstBirthGivenName].map(
    searchKey,
  )
  return nameA !== givenA && nameA !== '' && givenA !== '' && nameA === givenB && givenA === nameB
}

function familyReasons(a: IdentityTraits, b: IdentityTraits): MatchReason[] {
  const birth = closeness(a.birthName, b.birthName)
  const sameUsed = same(a.usedName, b.usedName) && !same(a.usedName, a.birthName) ? [SAME_USED] : []
  if (birth !== 'different') return [FAMILY[birth], ...sameUsed]
  if (same(a.usedName, b.birthName) || same(a.birthName, b.usedName)) return [USED_FOR_BIRTH]
  if (sameUsed.length > 0) return [{ ...SAME_USED, points: 18 }]
  return [
    a.sex === 'F' && b.sex === 'F' && (a.usedName === undefined || b.usedName === undefined)
      ? MAY_BE_MARRIED
      : FAMILY.different,
  ]
}

function givenReason(one: IdentityFacts, other: IdentityFacts): MatchReason {
  const [a, b] = [one.traits, other.traits]
  const first = closeness(a.firstBirthGivenName, b.firstBirthGivenName)
  if (first === 'same') return GIVEN.same
  if (one.multipleBirth === true || other.multipleBirth === true) return TWINS
  if (same(a.usedGivenName, b.firstBirthGivenName) || same(b.usedGivenName, a.firstBirthGivenName)) return USED_GIVEN
  if (first === 'different' && (isListed(a, b) || isListed(b, a))) return ORDER
  return GIVEN[first]
}

/** Is the first given name of one among the later ones of the other, and the lists of the same names? */
function isListed(one: IdentityTraits, other: IdentityTraits): boolean {
  const [first] = wordsOf(one.firstBirthGivenName)
  const list = wordsOf(other.birthGivenNames ?? '')
  const otherFirst = wordsOf(other.firstBirthGivenName)[0]
  if (first === undefined || !list.includes(first)) return false
  // Brothers and sisters often carry each other's given names further in the list: both have to, when both lists are known.
  return (
    one.birthGivenNames === undefined || (otherFirst !== undefined && wordsOf(one.birthGivenNames).includes(otherFirst))
  )
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && searchKey(one) !== '' && searchKey(one) === searchKey(other)
}

import { formatMatricule, insOid, type Ins } from '@anamnese/domain-ins'
import { formatCivilDate, type IdentityTraits, type Sex } from '@anamnese/domain-traits'

const SEXES: Record<Sex, string> = { M: 'Masculin', F: 'Féminin', U: 'Indéterminé' }

/** `24/11/2026 à 16:04`. */
export function dateTimeText(instant: string, timeZone = 'Europe/Paris'): string {
  const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone })
  return format.format(new Date(instant)).replace(' ', ' à ')
}

/** `24/11/2026`, of an instant. */
export function dateText(instant: string, timeZone = 'Europe/Paris'): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeZone }).format(new Date(instant))
}

/** The traits that must be on the first page, each with its label (EXI DIF 02). */
export function identityLines(traits: IdentityTraits, ipp: string | undefined): [label: string, value: string][] {
  const { usedName, usedGivenName, birthPlaceCode } = traits
  const lines: [string, string | undefined][] = [
    ['Nom de naissance', traits.birthName],
    ['1er prénom de naissance', traits.firstBirthGivenName],
    ['Nom utilisé', usedName === traits.birthName ? undefined : usedName],
    ['Prénom utilisé', usedGivenName === traits.firstBirthGivenName ? undefined : usedGivenName],
    [traits.sex === 'F' ? 'Née le' : traits.sex === 'M' ? 'Né le' : 'Né(e) le', formatCivilDate(traits.birthDate)],
    ['Sexe', SEXES[traits.sex]],
    ['Lieu de naissance (code INSEE)', birthPlaceCode],
    ['IPP', ipp],
  ]
  return lines.filter((line): line is [string, string] => line[1] !== undefined && line[1] !== '')
}

/** The matricule in groups, followed by its nature. */
export function matriculeText(ins: Ins): string {
  const nature = insOid(ins.oid)?.nature
  return [formatMatricule(ins.matricule), nature && `(${nature})`].filter(Boolean).join(' ')
}

/** Who the letter is about, for the foot of each page. */
export function shortIdentity(traits: IdentityTraits): string {
  return `${traits.birthName} ${traits.firstBirthGivenName}, ${formatCivilDate(traits.birthDate)}`
}

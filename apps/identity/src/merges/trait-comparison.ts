import type { TraitComparison } from '@anamnese/contracts'
import { STATUS_LABELS } from '@anamnese/domain-ins'
import { formatCivilDate, type IdentityTraits, searchKey, TRAIT_LABELS } from '@anamnese/domain-traits'
import type { Patient } from '../patients/patient'

const ORDER: readonly (keyof IdentityTraits)[] = [
  'birthName',
  'usedName',
  'firstBirthGivenName',
  'birthGivenNames',
  'usedGivenName',
  'birthDate',
  'sex',
  'birthPlaceCode',
]

/** Both records side by side, in the order that identities are read. */
export function compareTraits(one: Patient, other: Patient): TraitComparison[] {
  const rows: [TraitComparison['field'], string, (patient: Patient) => string][] = [
    ...ORDER.map((trait): (typeof rows)[number] => [trait, TRAIT_LABELS[trait], ({ traits }) => shown(traits, trait)]),
    ['ins', 'INS', ({ ins }) => ins?.matricule ?? ''],
    ['status', 'Statut', ({ status }) => STATUS_LABELS[status]],
    ['ipps', 'IPP', ({ ipps }) => ipps.map((ipp) => ipp.value).join(', ')],
    ['address', 'Adresse', addressOf],
    ['telecoms', 'Téléphone, courriel', ({ telecoms }) => telecoms.map((telecom) => telecom.value).join(', ')],
  ]
  return rows.map(([field, label, read]) => {
    const values: [string, string] = [read(one), read(other)]
    // Two records always have two numbers: that is no difference between two people.
    return { field, label, values, difference: field === 'ipps' ? 'same' : differenceOf(values) }
  })
}

function shown(traits: IdentityTraits, trait: keyof IdentityTraits): string {
  const value = traits[trait] ?? ''
  if (trait === 'sex') return SEXES[traits.sex]
  return trait === 'birthDate' ? formatCivilDate(value) : value
}

const SEXES = { M: 'Masculin', F: 'Féminin', U: 'Indéterminé' } as const

function addressOf({ address }: Patient): string {
  return [...(address?.lines ?? []), `${address?.postalCode ?? ''} ${address?.city ?? ''}`.trim()]
    .filter((line) => line !== '')
    .join(', ')
}

function differenceOf([one, other]: [string, string]): TraitComparison['difference'] {
  if (one === other) return 'same'
  if (one === '' || other === '') return 'missing'
  return searchKey(one) === searchKey(other) ? 'spelling' : 'different'
}

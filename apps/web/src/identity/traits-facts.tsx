import type { BirthDatePrecision, PatientDetail, PatientSummary } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import type { ReactNode } from 'react'
import { formatCivil, formatInstant } from '../format/dates'
import { formatSex } from '../format/identity'
import { type Fact, Facts } from '../ui/facts'

type Shown = PatientSummary & Partial<Pick<PatientDetail, 'birth' | 'deathAt' | 'address' | 'telecoms'>>

const PRECISIONS: Readonly<Record<BirthDatePrecision, string>> = {
  'day-unknown': 'jour inconnu',
  'month-unknown': 'mois inconnu',
  'day-and-month-unknown': 'jour et mois inconnus',
  'year-estimated': 'année estimée',
}

/** Every trait of an identity with its label. */
export function TraitsFacts({ patient }: { patient: Shown }): ReactNode {
  const { traits, ins } = patient
  return (
    <Facts
      facts={[
        { label: 'Nom de naissance', value: traits.birthName },
        { label: '1er prénom de naissance', value: traits.firstBirthGivenName },
        { label: 'Prénoms de naissance', value: traits.birthGivenNames ?? '—' },
        { label: 'Né(e) le', value: `${formatCivil(traits.birthDate)}${uncertainty(patient)}` },
        { label: 'Sexe', value: formatSex(traits.sex) },
        { label: 'Code du lieu de naissance', value: traits.birthPlaceCode ?? '—' },
        { label: 'Nom utilisé', value: traits.usedName ?? '—' },
        { label: 'Prénom utilisé', value: traits.usedGivenName ?? '—' },
        ...(ins === undefined
          ? []
          : [
              { label: `Matricule INS (${ins.nature})`, value: formatMatricule(ins.matricule) },
              { label: 'OID de l’INS', value: ins.oid },
            ]),
        {
          label: 'IPP',
          value: patient.ipps.map((ipp) => `${ipp.value} (${ipp.authority.namespace})`).join(', ') || '—',
        },
        ...complements(patient),
      ]}
    />
  )
}

function uncertainty({ birth }: Shown): string {
  if (birth?.precision !== undefined) return ` (${PRECISIONS[birth.precision]})`
  return birth?.uncertain === true ? ' (date incertaine)' : ''
}

/** What completes the traits, shown when it is known. */
function complements({ birth, deathAt, address, telecoms = [] }: Shown): Fact[] {
  const place = [...(address?.lines ?? []), [address?.postalCode, address?.city].filter(Boolean).join(' ')]
  const known = (label: string, value: string | undefined): Fact[] =>
    value === undefined || value === '' ? [] : [{ label, value }]
  return [
    ...known('Date lunaire', birth?.lunarDate),
    ...known('Rang de naissance', birth?.rank === undefined ? undefined : String(birth.rank)),
    ...known('Nom de la mère', birth?.motherName),
    ...known('Nationalité', birth?.nationality),
    ...known('Adresse', place.filter((line) => line !== '').join(', ')),
    ...known('Contacts', telecoms.map((one) => one.value).join(', ')),
    ...known('Décédé(e) le', deathAt === undefined ? undefined : formatInstant(deathAt)),
  ]
}

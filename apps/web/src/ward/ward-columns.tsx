import type { WardPatient } from '@anamnese/contracts'
import type { IdentityStatus } from '@anamnese/domain-ins'
import type { ReactNode } from 'react'
import { formatAge, formatCivil, formatInstant } from '../format/dates'
import { formatSex, IDENTITY_STATUSES } from '../format/identity'
import { placeName, professionalName } from '../format/people'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'

export const WARD_COLUMNS: readonly Column<WardPatient>[] = [
  { key: 'bed', title: 'Lit', width: '150px', render: (row) => placeName(row.room, row.bed) },
  {
    key: 'name',
    title: 'Nom et prénom de naissance',
    main: true,
    render: (row) => `${row.birthName} ${row.firstBirthGivenName}`,
  },
  { key: 'used', title: 'Nom utilisé', render: (row) => (row.usedName === row.birthName ? '' : (row.usedName ?? '')) },
  {
    key: 'birth',
    title: 'Né(e) le',
    render: (row) => `${formatCivil(row.birthDate)}${age(row.birthDate)}`,
  },
  { key: 'sex', title: 'Sexe', render: (row) => formatSex(row.sex) },
  {
    key: 'status',
    title: 'Identité',
    render: (row) => <WardStatus status={row.identityStatus} />,
  },
  { key: 'admitted', title: 'Entré(e) le', render: (row) => formatInstant(row.admittedAt) },
  {
    key: 'doctor',
    title: 'Médecin',
    render: (row) => (row.attendingDoctor === undefined ? '—' : professionalName(row.attendingDoctor)),
  },
]

/** `care` keeps the status as it came: one that is not known here is shown as it is. */
function WardStatus({ status }: { status: string }): ReactNode {
  if (!Object.hasOwn(IDENTITY_STATUSES, status)) return status
  return <Status {...IDENTITY_STATUSES[status as IdentityStatus]} />
}

function age(birthDate: string): string {
  const text = formatAge(birthDate)
  return text === '' ? '' : ` (${text})`
}

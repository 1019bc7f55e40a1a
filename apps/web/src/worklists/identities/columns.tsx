import type { IdentityWorklistRow } from '@anamnese/contracts'
import { formatCivil, formatInstant } from '../../format/dates'
import { formatSex, IDENTITY_STATUSES, patientName } from '../../format/identity'
import { Status } from '../../ui/status'
import type { Column } from '../../ui/table/column'

/** What every list of identities shows of a record. */
export const IDENTITY_COLUMNS: readonly Column<IdentityWorklistRow>[] = [
  {
    key: 'name',
    title: 'Nom et prénom de naissance',
    sort: 'name',
    main: true,
    render: (row) => patientName(row.traits),
  },
  { key: 'birth', title: 'Né(e) le', sort: 'birthDate', render: (row) => formatCivil(row.traits.birthDate) },
  { key: 'sex', title: 'Sexe', render: (row) => formatSex(row.traits.sex) },
  { key: 'place', title: 'Lieu de naissance', render: (row) => row.traits.birthPlaceCode ?? 'non connu' },
  { key: 'status', title: 'Identité', render: (row) => <Status {...IDENTITY_STATUSES[row.status]} /> },
  { key: 'why', title: 'À faire', render: (row) => row.why },
  {
    key: 'movement',
    title: 'Dernier mouvement',
    sort: 'lastMovementAt',
    render: (row) => (row.lastMovementAt === undefined ? '—' : formatInstant(row.lastMovementAt)),
  },
  { key: 'ipp', title: 'IPP', render: (row) => row.ipps.map((ipp) => ipp.value).join(', ') },
]

import type { InsAccessSummary } from '@anamnese/contracts'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchInsAccess } from '../api/audit'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { plural } from '../format/people'
import { Panel } from '../ui/page'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { PARTNER_COLUMNS } from './audit-partners'

type Reader = InsAccessSummary['readers'][number]

const READERS: readonly Column<Reader>[] = [
  { key: 'name', title: 'Qui', main: true, render: (row) => row.name },
  { key: 'id', title: 'Identifiant', render: (row) => row.idNat ?? row.id },
  { key: 'accesses', title: 'Accès', align: 'right', render: (row) => row.accesses.toLocaleString('fr-FR') },
  { key: 'last', title: 'Dernier accès', render: (row) => formatInstant(row.lastAt) },
]
const PARTNERS = PARTNER_COLUMNS.filter(({ key }) => key !== 'patients')

/** Who saw the INS of this patient, and with whom it was exchanged (INS/va1.39, INS/va1.46). */
export function InsAccessPanel({ patientId, inRecord }: { patientId: string; inRecord: boolean }): ReactNode {
  const result = useQuery({
    queryKey: [...keys.audit, patientId, 'ins'],
    queryFn: ({ signal }) => fetchInsAccess(patientId, inRecord, signal),
  })
  const { data } = result
  const listed = <Row,>(rows: readonly Row[] | undefined): { items: Row[]; total: number } | undefined =>
    rows && { items: [...rows], total: rows.length }
  return (
    <Panel title="Accès à l’INS et échanges">
      <Text size="sm" c="dimmed">
        {data === undefined ? '' : `${plural(data.total, 'accès', 'accès')} à l’INS de ce patient.`}
      </Text>
      <DataTable<Reader>
        label="Personnes qui ont vu l’INS"
        columns={READERS}
        result={{ ...result, data: listed(data?.readers) }}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        noun="personne"
        empty="Personne n’a encore vu l’INS de ce patient."
      />
      <DataTable
        label="Partenaires avec qui l’INS a été échangée"
        columns={PARTNERS}
        result={{ ...result, data: listed(data?.partners) }}
        rowKey={(row) => row.partner}
        rowName={(row) => row.partner}
        noun="partenaire"
        empty="L’INS de ce patient n’a été échangée avec aucun partenaire."
      />
    </Panel>
  )
}

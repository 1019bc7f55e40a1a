import type { RetentionLine } from '@anamnese/contracts'
import { Group, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { keys } from '../api/keys'
import { fetchRetention } from '../api/received'
import { formatCivil, formatDay } from '../format/dates'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { KeepingButton } from './keeping-button'

const FILTERS: readonly string[] = []

const COLUMNS: readonly Column<RetentionLine>[] = [
  { key: 'patient', title: 'Patient', main: true, render: (row) => row.patientName },
  { key: 'title', title: 'Document', render: (row) => row.title },
  { key: 'type', title: 'Type', render: (row) => row.type },
  { key: 'date', title: 'Date', render: (row) => formatDay(row.date) },
  { key: 'until', title: 'À conserver jusqu’au', render: (row) => formatCivil(row.keepUntil) },
  { key: 'rule', title: 'Règle', render: (row) => row.rule },
  {
    key: 'act',
    title: 'Décision',
    render: (row) => (
      <Group gap="xs">
        <KeepingButton line={row} act="hold" />
        <KeepingButton line={row} act="delete" />
      </Group>
    ),
  },
]

/** Documents whose time is over: an administrator deletes them, or blocks their deletion, with a reason either way. */
export function RetentionPage(): ReactNode {
  const list = useListAddress(FILTERS)
  const result = useQuery({
    queryKey: [...keys.retention, list.query],
    queryFn: ({ signal }) => fetchRetention(list.query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title="Conservation des documents">
      <Text c="dimmed" mb="xs">
        Documents dont la durée de conservation est passée, les plus anciens d’abord. Un document supprimé laisse la
        trace de qui, quand et pourquoi ; un document bloqué n’est plus proposé.
      </Text>
      <DataTable<RetentionLine>
        label="Documents en fin de conservation"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.documentId}
        rowName={(row) => `${row.title} de ${row.patientName}`}
        noun="document"
        empty="Aucun document n’est en fin de conservation."
      />
    </Page>
  )
}

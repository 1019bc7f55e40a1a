import type { AuditExportView } from '@anamnese/contracts'
import { Anchor, Code, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchAuditExports } from '../api/audit'
import { keys } from '../api/keys'
import type { Tone } from '../format/identity'
import { formatInstant } from '../format/dates'
import { useListAddress } from '../ui/list-address'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'

const NO_FILTERS: readonly string[] = []
const REFRESH_MS = 3_000

const STATES: Readonly<Record<AuditExportView['state'], { word: string; tone: Tone }>> = {
  waiting: { word: 'En attente', tone: 'wait' },
  running: { word: 'En cours', tone: 'wait' },
  ready: { word: 'Prête', tone: 'ok' },
  failed: { word: 'Échouée', tone: 'fail' },
}

const COLUMNS: readonly Column<AuditExportView>[] = [
  { key: 'at', title: 'Demandée le', render: (row) => formatInstant(row.requestedAt) },
  { key: 'by', title: 'Par', render: (row) => row.requestedBy },
  {
    key: 'criteria',
    title: 'Filtres',
    render: (row) =>
      Object.entries(row.criteria)
        .map(([name, value]) => `${name} : ${value}`)
        .join(', ') || 'tout le journal',
  },
  { key: 'state', title: 'État', render: (row) => <Status {...STATES[row.state]} /> },
  { key: 'rows', title: 'Traces', align: 'right', render: (row) => row.rows.toLocaleString('fr-FR') },
  {
    key: 'file',
    title: 'Fichier',
    render: (row) =>
      row.state === 'ready' ? (
        <>
          <Anchor href={`/api/audit/exports/${row.id}/file`} download>
            Télécharger
          </Anchor>
          <Text size="xs" c="dimmed">
            jusqu’au {formatInstant(row.expiresAt)} — SHA-256 <Code>{row.sha256?.slice(0, 16)}…</Code>
          </Text>
        </>
      ) : (
        '—'
      ),
  },
]

/** Extractions made apart: how far they are, and their files. */
export function AuditExports(): ReactNode {
  const list = useListAddress(NO_FILTERS)
  const result = useQuery({
    queryKey: [...keys.audit, 'exports', list.query],
    queryFn: ({ signal }) => fetchAuditExports(list.query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === 'waiting' || one.state === 'running') === true ? REFRESH_MS : false,
  })
  return (
    <DataTable<AuditExportView>
      label="Extractions des traces"
      columns={COLUMNS}
      list={list}
      result={result}
      rowKey={(row) => row.id}
      rowName={(row) => `l’extraction du ${formatInstant(row.requestedAt)}`}
      noun="extraction"
      empty="Aucune extraction : une grande extraction se demande depuis la liste des traces, et se récupère ici."
    />
  )
}

import type { AuditEntry } from '@anamnese/contracts'
import { Anchor, Button, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { Link } from 'react-router'
import { address } from '../api/client'
import { fetchAudit } from '../api/directory'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { formatInstant } from '../format/dates'
import { ChoiceFilter, DayFilter, Filters, TextFilter } from '../ui/filters'
import { IconDownload } from '../ui/icons'
import { useListAddress } from '../ui/list-address'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { actionWords, AUDIT_OUTCOMES, PURPOSES } from './audit-words'

const FILTERS = ['actor', 'action', 'ins', 'partner', 'from', 'to', 'patientId'] as const
const NONE = {}

const COLUMNS: readonly Column<AuditEntry>[] = [
  { key: 'at', title: 'Le', width: '140px', render: (row) => formatInstant(row.at) },
  {
    key: 'actor',
    title: 'Qui',
    render: (row) => (
      <>
        {row.actor.name}
        <Text size="xs" c="dimmed">
          {row.actor.idNat ?? row.actor.kind}
        </Text>
      </>
    ),
  },
  { key: 'action', title: 'Quoi', render: (row) => <span title={row.action}>{actionWords(row.action)}</span> },
  { key: 'outcome', title: 'Résultat', render: (row) => <Status {...AUDIT_OUTCOMES[row.outcome]} /> },
  {
    key: 'purpose',
    title: 'À quel titre',
    render: (row) => (
      <>
        {row.purpose === undefined ? '—' : PURPOSES[row.purpose]}
        {row.reason === undefined ? null : <Text size="xs">Motif : {row.reason}</Text>}
      </>
    ),
  },
  {
    key: 'patient',
    title: 'Dossier',
    render: (row) =>
      row.patientId === undefined ? (
        '—'
      ) : (
        <Anchor component={Link} to={paths.record(row.patientId)} size="xs">
          {row.patientId}
        </Anchor>
      ),
  },
  { key: 'ins', title: 'INS', render: (row) => (row.ins ? 'vue ou transmise' : '—') },
  { key: 'partner', title: 'Partenaire', render: (row) => row.partner ?? '—' },
  { key: 'detail', title: 'Détail', render: (row) => row.detail ?? row.object?.kind ?? '' },
]

/** Who did what to whom, filtered and extracted; of one record when a patient is given. */
export function AuditTable({ patientId }: { patientId?: string }): ReactNode {
  const list = useListAddress(FILTERS, NONE)
  const query = patientId === undefined ? list.query : { ...list.query, patientId }
  const columns = useMemo(
    () => (patientId === undefined ? COLUMNS : COLUMNS.filter((column) => column.key !== 'patient')),
    [patientId],
  )
  const result = useQuery({
    queryKey: [...keys.audit, query],
    queryFn: ({ signal }) => fetchAudit(query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <Filters>
        <TextFilter list={list} name="actor" label="Qui" width={180} />
        <TextFilter list={list} name="action" label="Action (code)" width={160} />
        <ChoiceFilter
          list={list}
          name="ins"
          label="INS"
          all="Tous les accès"
          choices={[{ value: 'true', label: 'Accès à l’INS' }]}
        />
        <TextFilter list={list} name="partner" label="Partenaire" width={140} />
        {patientId === undefined ? <TextFilter list={list} name="patientId" label="Dossier" width={140} /> : null}
        <DayFilter list={list} name="from" label="Du" />
        <DayFilter list={list} name="to" label="Au" />
        <Button
          component="a"
          variant="default"
          href={address('/api/audit.csv', { ...list.filters, ...(patientId === undefined ? {} : { patientId }) })}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Extraire (CSV)
        </Button>
      </Filters>
      <DataTable<AuditEntry>
        label="Traces"
        columns={columns}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => actionWords(row.action)}
        noun="trace"
        empty="Aucune trace ne répond à ces filtres : chaque accès à un dossier ou à une INS et chaque acte en laisse une."
      />
    </>
  )
}

import type { InsiBatchView } from '@anamnese/contracts'
import { Button, Group, Progress, Text } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { actOnBatch, fetchBatches, insiKeys } from '../api/insi'
import { formatInstant } from '../format/dates'
import { plural } from '../format/people'
import { useListAddress } from '../ui/list-address'
import { notifyError } from '../ui/notify'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { InsiBatchDrawer } from './insi-batch-drawer'
import { InsiBatchForm } from './insi-batch-form'
import { BATCH_KINDS, BATCH_STATES } from './insi-words'

const NO_FILTERS: readonly string[] = []
const REFRESH_MS = 3_000
const TO_EXAMINE = ['found', 'differs', 'not-found', 'several', 'refuted', 'failed'] as const

const COLUMNS: readonly Column<InsiBatchView>[] = [
  { key: 'at', title: 'Demandé le', width: '140px', main: true, render: (row) => formatInstant(row.createdAt) },
  { key: 'by', title: 'Par', render: (row) => row.createdBy },
  { key: 'kind', title: 'Demande', render: (row) => BATCH_KINDS[row.kind] },
  { key: 'state', title: 'État', render: (row) => <Status {...BATCH_STATES[row.state]} /> },
  { key: 'progress', title: 'Avancement', width: '220px', render: (row) => <Advance batch={row} /> },
  { key: 'examine', title: 'À examiner', align: 'right', render: (row) => toExamine(row).toLocaleString('fr-FR') },
  { key: 'acts', title: 'Actions', render: (row) => <Acts batch={row} /> },
]

/** Batches of calls to INSi: how far they are, stopping and resuming them, and their results. */
export default function InsiBatchesList(): ReactNode {
  const list = useListAddress(NO_FILTERS)
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...insiKeys.batches, list.query],
    queryFn: ({ signal }) => fetchBatches(list.query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === 'running') === true ? REFRESH_MS : false,
  })
  return (
    <Page title="Appels à INSi par lots" actions={<InsiBatchForm />}>
      <DataTable<InsiBatchView>
        label="Lots d’appels à INSi"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `le lot du ${formatInstant(row.createdAt)}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="lot"
        empty="Aucun lot : choisir des identités dans une liste, ou soumettre toute une liste à INSi."
      />
      <InsiBatchDrawer
        batch={result.data?.items.find((row) => row.id === openId)}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

function toExamine({ counts }: InsiBatchView): number {
  return TO_EXAMINE.reduce((sum, outcome) => sum + counts[outcome], 0)
}

function Advance({ batch }: { batch: InsiBatchView }): ReactNode {
  const done = batch.total - batch.counts.waiting
  return (
    <>
      <Progress value={(100 * done) / Math.max(1, batch.total)} aria-label="Avancement du lot" />
      <Text size="xs" c="dimmed">
        {done.toLocaleString('fr-FR')} sur {plural(batch.total, 'dossier')}, {batch.ratePerMinute} appels par minute
      </Text>
    </>
  )
}

function Acts({ batch }: { batch: InsiBatchView }): ReactNode {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'cancel') => actOnBatch(batch.id, what),
    onSettled: () => client.invalidateQueries({ queryKey: insiKeys.batches }),
    onError: notifyError,
  })
  const button = (what: 'pause' | 'resume' | 'cancel', word: string): ReactNode => (
    <Button
      key={what}
      variant="default"
      size="compact-xs"
      loading={act.isPending}
      onClick={() => {
        act.mutate(what)
      }}
    >
      {word}
    </Button>
  )
  if (batch.state === 'running')
    return (
      <Group gap={4} wrap="nowrap">
        {button('pause', 'Suspendre')}
        {button('cancel', 'Abandonner')}
      </Group>
    )
  if (batch.state === 'paused')
    return (
      <Group gap={4} wrap="nowrap">
        {button('resume', 'Reprendre')}
        {button('cancel', 'Abandonner')}
      </Group>
    )
  return null
}

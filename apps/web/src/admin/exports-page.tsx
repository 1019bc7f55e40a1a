import type { ExportView } from '@anamnese/contracts'
import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { keys } from '../api/keys'
import { askExport, cancelExport, fetchExports, volumeAddress } from '../api/received'
import { formatCivil, formatInstant, parseFrenchDate } from '../format/dates'
import type { Tone } from '../format/identity'
import { formatSize } from '../format/received'
import { ErrorPanel } from '../ui/error-panel'
import { useListAddress } from '../ui/list-address'
import { notifyError } from '../ui/notify'
import { Page, Panel } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'

const STATES: Readonly<Record<ExportView['state'], { word: string; tone: Tone }>> = {
  queued: { word: 'En attente', tone: 'wait' },
  running: { word: 'En cours', tone: 'wait' },
  ready: { word: 'Prêt', tone: 'ok' },
  failed: { word: 'Arrêté', tone: 'fail' },
  cancelled: { word: 'Annulé', tone: 'off' },
  expired: { word: 'Expiré', tone: 'off' },
}
const FILTERS: readonly string[] = []

const COLUMNS: readonly Column<ExportView>[] = [
  { key: 'asked', title: 'Demandé le', width: '150px', render: (row) => formatInstant(row.requestedAt) },
  { key: 'what', title: 'Contenu', main: true, render: (row) => contentOf(row) },
  { key: 'by', title: 'Par', render: (row) => row.requestedBy },
  { key: 'state', title: 'État', render: (row) => <Advance job={row} /> },
  { key: 'size', title: 'Taille', render: (row) => (row.size === 0 ? '—' : formatSize(row.size)) },
  { key: 'volumes', title: 'Volumes', render: (row) => <Volumes job={row} /> },
]

/** Exports of documents: a period here, one patient from the address; followed while they are made (PORT/va1.01). */
export function ExportsPage(): ReactNode {
  const list = useListAddress(FILTERS)
  const result = useQuery({
    queryKey: [...keys.exports, list.query],
    queryFn: ({ signal }) => fetchExports(list.query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((job) => job.state === 'queued' || job.state === 'running') ? 2000 : 30_000,
  })
  return (
    <Page title="Exports de documents">
      <AskForm />
      <DataTable<ExportView>
        label="Exports"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `l’export ${contentOf(row)}`}
        noun="export"
        empty="Aucun export : ceux que vous demandez ci-dessus apparaîtront ici, avec leur avancement."
      />
    </Page>
  )
}

function AskForm(): ReactNode {
  const client = useQueryClient()
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const ask = useMutation({
    mutationFn: () => askExport({ ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.exports }),
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    ask.mutate()
  }
  const day = { valueFormat: 'DD/MM/YYYY', placeholder: 'jj/mm/aaaa', w: 140, clearable: true } as const
  const parse = (value: string): string | null => parseFrenchDate(value) ?? null
  return (
    <Panel title="Exporter les documents d’une période">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <DateInput
            label="Du"
            value={from}
            dateParser={parse}
            onChange={setFrom}
            clearButtonProps={{ 'aria-label': 'Effacer Du' }}
            {...day}
          />
          <DateInput
            label="Au"
            value={to}
            dateParser={parse}
            onChange={setTo}
            clearButtonProps={{ 'aria-label': 'Effacer Au' }}
            {...day}
          />
          <Button type="submit" disabled={from === null} loading={ask.isPending}>
            Demander l’export
          </Button>
        </Group>
      </form>
      <Text size="sm" c="dimmed" mt="xs">
        Chaque volume contient les documents tels qu’ils sont gardés et leur index (JSON et CSV). La demande et chaque
        téléchargement sont tracés.
      </Text>
      {ask.error ? <ErrorPanel error={ask.error} /> : null}
    </Panel>
  )
}

function contentOf({ request, patientName }: ExportView): string {
  if (patientName !== undefined) return `Documents de ${patientName}`
  const until = request.to === undefined ? 'à aujourd’hui' : `au ${formatCivil(request.to)}`
  return `Du ${formatCivil(request.from ?? '')} ${until}`
}

function Advance({ job }: { job: ExportView }): ReactNode {
  return (
    <Stack gap={2}>
      <Text component="div" size="sm">
        <Status {...STATES[job.state]} /> {job.sentence}
      </Text>
      {job.state === 'running' && job.total > 0 ? (
        <Progress value={(100 * job.done) / job.total} aria-label={`Avancement de l’export : ${job.sentence}`} />
      ) : null}
    </Stack>
  )
}

function Volumes({ job }: { job: ExportView }): ReactNode {
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => cancelExport(job.id),
    onError: notifyError,
    onSettled: () => client.invalidateQueries({ queryKey: keys.exports }),
  })
  if (job.state === 'queued' || job.state === 'running')
    return (
      <Button
        size="compact-sm"
        variant="default"
        loading={cancel.isPending}
        onClick={() => {
          cancel.mutate()
        }}
      >
        Annuler
      </Button>
    )
  if (job.state !== 'ready') return null
  return (
    <Group gap="xs">
      {job.volumes.map(({ number, size }) => (
        <Anchor key={number} href={volumeAddress(job.id, number)} download>
          Volume {number} ({formatSize(size)})
        </Anchor>
      ))}
    </Group>
  )
}

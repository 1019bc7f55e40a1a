import type { InsiCallView } from '@anamnese/contracts'
import { Code, Drawer, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchInsiCall, fetchInsiCalls, insiKeys } from '../api/insi'
import { formatInstant } from '../format/dates'
import { ErrorPanel } from '../ui/error-panel'
import { Waiting } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { CALL_KINDS, CALL_OUTCOMES } from './insi-words'

const SHOWN = { page: 1, size: 20 }

const COLUMNS: readonly Column<InsiCallView>[] = [
  { key: 'at', title: 'Le', width: '120px', main: true, render: (row) => formatInstant(row.at) },
  { key: 'kind', title: 'Appel', render: (row) => CALL_KINDS[row.kind] },
  { key: 'outcome', title: 'Réponse', render: (row) => <Status {...CALL_OUTCOMES[row.outcome]} /> },
  { key: 'operator', title: 'Par', render: (row) => row.operator },
]

/** Every call made to INSi for a record; each opens on its messages as they went and came. */
export function InsiCalls({ patientId }: { patientId: string }): ReactNode {
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: insiKeys.calls(patientId),
    queryFn: ({ signal }) => fetchInsiCalls(patientId, SHOWN, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <DataTable<InsiCallView>
        label="Appels à INSi"
        columns={COLUMNS}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `l’appel du ${formatInstant(row.at)}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="appel"
        empty="Aucun appel à INSi pour ce dossier."
      />
      <Drawer
        opened={openId !== undefined}
        onClose={() => {
          setOpenId(undefined)
        }}
        position="right"
        size="xl"
        title="Appel à INSi"
      >
        {openId === undefined ? null : <CallDetail patientId={patientId} callId={openId} />}
      </Drawer>
    </>
  )
}

function CallDetail({ patientId, callId }: { patientId: string; callId: string }): ReactNode {
  const { data, error } = useQuery({
    queryKey: [...insiKeys.calls(patientId), callId],
    queryFn: ({ signal }) => fetchInsiCall(patientId, callId, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} /> : <Waiting />
  return (
    <Stack gap="sm">
      <Text>{data.message}</Text>
      <Text size="sm" c="dimmed">
        {data.operator}, {formatInstant(data.at)}
        {data.certificate === undefined ? '' : ` — certificat ${data.certificate}`}
      </Text>
      {data.exchanges.map((exchange) => (
        <Stack key={exchange.messageId} gap={4}>
          <Text fw={600}>
            Demande {exchange.messageId} ({exchange.milliseconds} ms)
          </Text>
          <Code block>{exchange.request}</Code>
          <Text fw={600}>Réponse</Text>
          <Code block>{exchange.answer ?? 'Rien n’est revenu.'}</Code>
        </Stack>
      ))}
    </Stack>
  )
}

import type { OutgoingState, OutgoingView } from '@anamnese/contracts'
import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keys } from '../api/keys'
import { fetchOutgoing } from '../api/pam-out'
import { formatInstant } from '../format/dates'
import type { Tone } from '../format/identity'
import { plural } from '../format/people'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { Hl7OutgoingDrawer } from './hl7-outgoing-drawer'
import { Hl7Tabs } from './hl7-tabs'

export const OUTGOING_STATES: Readonly<Record<OutgoingState, { word: string; tone: Tone }>> = {
  pending: { word: 'En attente', tone: 'wait' },
  sent: { word: 'Envoyé', tone: 'wait' },
  accepted: { word: 'Accepté', tone: 'ok' },
  refused: { word: 'Refusé', tone: 'fail' },
  skipped: { word: 'Abandonné', tone: 'off' },
}

const FILTERS = ['q', 'state'] as const
const DEFAULTS = { state: 'refused' }
const WAITING = 'pending,sent'
const CHOICES = [
  { value: WAITING, label: 'En attente d’être acceptés' },
  ...Object.entries(OUTGOING_STATES).map(([value, { word }]) => ({ value, label: word })),
]

const COLUMNS: readonly Column<OutgoingView>[] = [
  { key: 'created', title: 'Écrit le', width: '150px', render: (row) => formatInstant(row.createdAt) },
  { key: 'patient', title: 'Patient', main: true, render: (row) => row.patientLabel },
  { key: 'event', title: 'Événement', render: (row) => `${row.event}, ${row.eventLabel}` },
  { key: 'to', title: 'Abonné', render: (row) => row.subscriberName },
  { key: 'state', title: 'État', render: (row) => <Status {...OUTGOING_STATES[row.state]} /> },
  {
    key: 'status',
    title: 'Ce qui se passe',
    render: (row) => (
      <>
        {row.status}
        {row.blocking === undefined ? null : (
          <Text span size="xs" c="dimmed">
            {' '}
            {plural(row.blocking, 'message')} derrière lui
          </Text>
        )}
      </>
    ),
  },
]

/** Messages for subscribers: what was refused and why, what waits. */
export default function Hl7OutgoingPage(): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...keys.outgoing, list.query],
    queryFn: ({ signal }) => fetchOutgoing(list.query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })
  return (
    <Page title="Messages HL7 émis">
      <Hl7Tabs />
      <Filters>
        <TextFilter list={list} name="q" label="Message, événement ou dossier" width={260} />
        <ChoiceFilter list={list} name="state" label="État" all="Tous" choices={CHOICES} />
      </Filters>
      <DataTable<OutgoingView>
        label="Messages HL7 émis"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `le message ${row.controlId}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="message"
        empty={
          list.filters['state'] === 'refused'
            ? 'Aucun message refusé : un refus apparaîtra ici, et arrêtera les messages suivants du patient.'
            : 'Aucun message ne répond à ces filtres.'
        }
      />
      <Hl7OutgoingDrawer
        id={openId}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

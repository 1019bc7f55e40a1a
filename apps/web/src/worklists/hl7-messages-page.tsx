import type { Hl7MessageView } from '@anamnese/contracts'
import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchHl7Messages } from '../api/identity'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import type { Tone } from '../format/identity'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { IN_ERROR } from './filters'
import { Hl7MessageDrawer } from './hl7-message-drawer'
import { Hl7Tabs } from './hl7-tabs'

export const OUTCOMES: Readonly<Record<Hl7MessageView['outcome'], { word: string; tone: Tone }>> = {
  AA: { word: 'Accepté (AA)', tone: 'ok' },
  AE: { word: 'En erreur (AE)', tone: 'fail' },
  AR: { word: 'Rejeté (AR)', tone: 'fail' },
}

const FILTERS = ['q', 'outcome'] as const
const DEFAULTS = { outcome: IN_ERROR }
const CHOICES = [
  { value: IN_ERROR, label: 'En erreur ou rejetés' },
  ...Object.entries(OUTCOMES).map(([value, { word }]) => ({ value, label: word })),
]

const COLUMNS: readonly Column<Hl7MessageView>[] = [
  { key: 'received', title: 'Reçu le', width: '150px', render: (row) => formatInstant(row.receivedAt) },
  { key: 'control', title: 'Message', main: true, render: (row) => row.controlId ?? 'sans identifiant' },
  { key: 'event', title: 'Événement', render: (row) => row.event ?? '—' },
  { key: 'peer', title: 'Émetteur', render: (row) => row.peer },
  { key: 'outcome', title: 'Réponse', render: (row) => <Status {...OUTCOMES[row.outcome]} /> },
  {
    key: 'findings',
    title: 'Ce qui ne va pas',
    render: (row) => {
      const first = row.findings.find((finding) => finding.severity === 'E') ?? row.findings[0]
      if (first === undefined) return '—'
      return (
        <>
          {first.message}
          <Text span size="xs" c="dimmed">
            {' '}
            {first.location}
            {row.findings.length > 1 ? `, et ${row.findings.length - 1} autre(s) constat(s)` : ''}
          </Text>
        </>
      )
    },
  },
]

/** HL7 messages that could not be taken in, with what is wrong in them. */
export default function Hl7MessagesPage(): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...keys.hl7Messages, list.query],
    queryFn: ({ signal }) => fetchHl7Messages(list.query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title="Messages HL7 reçus">
      <Hl7Tabs />
      <Filters>
        <TextFilter list={list} name="q" label="Message, événement ou dossier" width={260} />
        <ChoiceFilter list={list} name="outcome" label="Réponse" all="Toutes" choices={CHOICES} />
      </Filters>
      <DataTable<Hl7MessageView>
        label="Messages HL7"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `le message ${row.controlId ?? ''}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="message"
        empty={
          list.filters['outcome'] === IN_ERROR
            ? 'Aucun message en erreur : un message refusé apparaîtra ici avec ce qui ne va pas.'
            : 'Aucun message ne répond à ces filtres.'
        }
      />
      <Hl7MessageDrawer
        id={openId}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

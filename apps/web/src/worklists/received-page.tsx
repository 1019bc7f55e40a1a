import type { ArrivalView } from '@anamnese/contracts'
import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keys } from '../api/keys'
import { fetchReceived } from '../api/received'
import { formatCivil, formatInstant } from '../format/dates'
import { ARRIVAL_STATES } from '../format/received'
import { Origin } from '../record/tabs/document-columns'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { AcceptButton } from './received-actions'
import { ReceivedDrawer } from './received-drawer'

const TO_TREAT = 'to-attach,conflict,refused,infected,failed'
const FILTERS = ['q', 'state', 'origin'] as const
const DEFAULTS = { state: TO_TREAT, sort: '-receivedAt' }
const STATES = [
  { value: TO_TREAT, label: 'À traiter' },
  { value: 'integrated,duplicate,withdrawn,opened,dismissed', label: 'Traités' },
  ...Object.entries(ARRIVAL_STATES).map(([value, { word }]) => ({ value, label: word })),
]
const ORIGINS = [
  { value: 'mssante', label: 'MSSanté' },
  { value: 'dmp', label: 'DMP' },
  { value: 'file', label: 'Fichier' },
]

const COLUMNS: readonly Column<ArrivalView>[] = [
  {
    key: 'received',
    title: 'Reçu le',
    sort: 'receivedAt',
    width: '150px',
    render: (row) => formatInstant(row.receivedAt),
  },
  { key: 'title', title: 'Document', sort: 'title', main: true, render: (row) => titleOf(row) },
  { key: 'patient', title: 'Patient du document', render: (row) => <NamedPatient row={row} /> },
  { key: 'origin', title: 'Origine', sort: 'origin', render: (row) => <Origin origin={row.origin} /> },
  { key: 'sender', title: 'Émetteur', render: (row) => row.document?.author ?? row.sender ?? row.receivedBy ?? '—' },
  {
    key: 'state',
    title: 'État',
    sort: 'state',
    render: (row) => (
      <>
        <Status {...ARRIVAL_STATES[row.state]} /> {row.reason?.message}
      </>
    ),
  },
  { key: 'accept', title: 'Dossier proposé', render: (row) => <AcceptButton arrival={row} /> },
]

/** Documents that arrived and wait for a person: a suggestion is accepted in one click, the rest is decided beside the list. */
export default function ReceivedPage(): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...keys.received, list.query],
    queryFn: ({ signal }) => fetchReceived(list.query, signal),
    placeholderData: keepPreviousData,
  })
  const rows = result.data?.items ?? []
  return (
    <Page title="Documents reçus">
      <Filters>
        <TextFilter list={list} name="q" label="Document, patient ou émetteur" width={280} />
        <ChoiceFilter list={list} name="state" label="État" choices={STATES} />
        <ChoiceFilter list={list} name="origin" label="Origine" all="Toutes" choices={ORIGINS} />
      </Filters>
      <DataTable<ArrivalView>
        label="Documents reçus"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={titleOf}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="document"
        empty={
          list.filters['state'] === TO_TREAT
            ? 'Rien à traiter : un document dont le patient n’est pas certain, refusé ou en conflit apparaîtra ici.'
            : 'Aucun document reçu ne répond à ces filtres.'
        }
      />
      <ReceivedDrawer
        arrival={rows.find((row) => row.id === openId)}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

function titleOf({ document, subject, fileName, kind }: ArrivalView): string {
  return document?.title ?? subject ?? fileName ?? (kind === undefined ? 'Document' : `Fichier ${kind}`)
}

function NamedPatient({ row: { patient } }: { row: ArrivalView }): ReactNode {
  if (patient === undefined) return <Text c="dimmed">Non précisé</Text>
  const name = [patient.birthName, patient.givenName].filter(Boolean).join(' ')
  return (
    <>
      {name}
      <Text span size="xs" c="dimmed">
        {' '}
        {patient.birthDate === undefined ? '' : formatCivil(patient.birthDate)}
        {patient.ins === undefined ? ' · sans INS' : ''}
      </Text>
    </>
  )
}

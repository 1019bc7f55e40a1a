import type { OrderView } from '@anamnese/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchOrders } from '../api/exchange'
import { keys } from '../api/keys'
import { CHANNELS, SENDING_STATES } from '../format/sending'
import { ChoiceFilter, DayFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { DataTable } from '../ui/table/data-table'
import { useSelection } from '../ui/table/selection'
import { TO_FOLLOW } from './filters'
import { ResendButton } from './resend-button'
import { sendingColumns } from './sending-columns'
import { SendingDrawer } from './sending-drawer'

const FILTERS = ['q', 'state', 'channel', 'from', 'to'] as const
const DEFAULTS = { state: TO_FOLLOW }
const COLUMNS = sendingColumns({ withPatient: true })
const STATES = [
  { value: TO_FOLLOW, label: 'À suivre (refusés, non envoyés)' },
  { value: 'pending,sent,acknowledged', label: 'En cours' },
  ...Object.entries(SENDING_STATES).map(([value, { word }]) => ({ value, label: word })),
]
const CHANNEL_CHOICES = [
  { value: 'dmp', label: CHANNELS.DMP },
  { value: 'mssante', label: 'MSSanté' },
]

/** Sendings to the DMP and by MSSanté together: what failed, why, and sending it again, one by one or several. */
export function SendingsPage(): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const selection = useSelection()
  const [openId, setOpenId] = useState<string>()
  const { channel, ...filters } = list.filters
  const services = channel === 'dmp' || channel === 'mssante' ? ([channel] as const) : (['dmp', 'mssante'] as const)
  const until = list.page * list.size
  const result = useQuery({
    queryKey: [...keys.orders, 'follow-up', list.filters, list.page],
    queryFn: async ({ signal }) => {
      const { items, total } = await fetchOrders(services, filters, until, signal)
      return { items: items.slice(until - list.size, until), total }
    },
    placeholderData: keepPreviousData,
  })
  const rows = result.data?.items ?? []
  const selected = rows.filter((row) => selection.keys.has(row.id) && row.canResend)
  return (
    <Page
      title="Envois à suivre"
      actions={selected.length === 0 ? null : <ResendButton orders={selected} onDone={selection.clear} />}
    >
      <Filters>
        <TextFilter list={list} name="q" label="Patient, document ou destinataire" width={260} />
        <ChoiceFilter list={list} name="state" label="État" all="Tous" choices={STATES} />
        <ChoiceFilter list={list} name="channel" label="Vers" all="DMP et MSSanté" choices={CHANNEL_CHOICES} />
        <DayFilter list={list} name="from" label="Du" />
        <DayFilter list={list} name="to" label="Au" />
      </Filters>
      <DataTable<OrderView>
        label="Envois"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `l’envoi de ${row.documentTitle} de ${row.patientName}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        selection={selection}
        noun="envoi"
        empty={
          list.filters['state'] === TO_FOLLOW
            ? 'Rien à suivre : un envoi refusé ou retenu par une règle apparaîtra ici avec son motif.'
            : 'Aucun envoi ne répond à ces filtres.'
        }
      />
      <SendingDrawer
        order={rows.find((row) => row.id === openId)}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

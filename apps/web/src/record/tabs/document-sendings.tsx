import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ErrorPanel } from '../../ui/error-panel'
import { Panel, Waiting } from '../../ui/page'
import { SendingCard } from '../../worklists/sending-card'
import { useRecordOrders } from '../use-record-orders'

/** Where a document went, with what to do when it did not arrive. */
export function DocumentSendings({ patientId, documentId }: { patientId: string; documentId: string }): ReactNode {
  const { data, error, refetch } = useRecordOrders(patientId)
  const sendings = data?.items.filter((order) => order.documentId === documentId)
  return (
    <Panel title="Envois">
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {sendings === undefined && !error ? <Waiting lines={2} /> : null}
      {sendings?.length === 0 ? <Text c="dimmed">Ce document n’a pas d’envoi.</Text> : null}
      <Stack gap="sm">
        {sendings?.map((order) => (
          <SendingCard key={order.id} order={order} />
        ))}
      </Stack>
    </Panel>
  )
}

import type { OrderView } from '@anamnese/contracts'
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { CHANNELS, SENDING_STATES } from '../format/sending'
import { Status } from '../ui/status'
import { ResendButton } from './resend-button'
import { SendingHistory } from './sending-history'

/** One sending: where to, its sentence, its history, and sending it again. */
export function SendingCard({ order }: { order: OrderView }): ReactNode {
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          {CHANNELS[order.channel]}
          {order.recipient === undefined ? '' : ` → ${order.recipient}`}
        </Text>
        <Status {...SENDING_STATES[order.state]} />
      </Group>
      <Text mt={2}>{order.sentence}</Text>
      <SendingHistory order={order} />
      {order.canResend ? <ResendButton orders={[order]} /> : null}
    </div>
  )
}

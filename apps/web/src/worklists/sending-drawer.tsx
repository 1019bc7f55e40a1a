import type { OrderView } from '@anamnese/contracts'
import { Anchor, Drawer, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { paths } from '../app/paths'
import { formatInstant } from '../format/dates'
import { CHANNELS, SENDING_STATES } from '../format/sending'
import { Facts } from '../ui/facts'
import { Status } from '../ui/status'
import { ResendButton } from './resend-button'
import { SendingHistory } from './sending-history'

/** One sending beside the list: why it is where it is, its history, and sending it again. */
export function SendingDrawer({ order, onClose }: { order: OrderView | undefined; onClose: () => void }): ReactNode {
  return (
    <Drawer opened={order !== undefined} onClose={onClose} position="right" size="lg" title="Envoi">
      {order === undefined ? null : (
        <Stack gap="sm">
          <Group gap="xs">
            <Status {...SENDING_STATES[order.state]} />
            <Text fw={600}>{order.documentTitle}</Text>
          </Group>
          <Text size="md">{order.sentence}</Text>
          {order.reason === undefined ? null : (
            <Text>
              Motif : {order.reason.message}{' '}
              <Text span c="dimmed">
                ({order.reason.code})
              </Text>
            </Text>
          )}
          {order.canResend ? (
            <div>
              <ResendButton orders={[order]} onDone={onClose} />
            </div>
          ) : null}
          <Facts
            facts={[
              {
                label: 'Patient',
                value: (
                  <Anchor component={Link} to={paths.record(order.patientId)}>
                    {order.patientName}
                  </Anchor>
                ),
              },
              {
                label: 'Document',
                value: (
                  <Anchor component={Link} to={paths.document(order.patientId, order.documentId)}>
                    {order.documentTitle}
                  </Anchor>
                ),
              },
              { label: 'Vers', value: CHANNELS[order.channel] },
              order.recipient === undefined ? undefined : { label: 'Destinataire', value: order.recipient },
              { label: 'Créé le', value: formatInstant(order.createdAt) },
              { label: 'Tentatives', value: order.attempts },
              order.nextAttemptAt === undefined
                ? undefined
                : { label: 'Prochaine tentative', value: formatInstant(order.nextAttemptAt) },
              order.controlId === undefined ? undefined : { label: 'Message HL7', value: order.controlId },
            ]}
          />
          <SendingHistory order={order} open />
        </Stack>
      )}
    </Drawer>
  )
}

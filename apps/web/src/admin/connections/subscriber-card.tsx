import type { SubscriberView } from '@anamnese/contracts'
import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { keys } from '../../api/keys'
import { pauseSubscriber } from '../../api/pam-out'
import { formatAgo, formatInstant } from '../../format/dates'
import { plural } from '../../format/people'
import { Facts } from '../../ui/facts'
import { notifyDone, notifyError } from '../../ui/notify'
import { Panel } from '../../ui/page'
import { Status } from '../../ui/status'

const ACK_WORDS = { original: 'original', enhanced: 'étendu', accept: 'étendu, réception seule' } as const

/** One subscriber: connected or not, what waits, what is refused, what went wrong last. */
export function SubscriberCard({ subscriber, onEdit }: { subscriber: SubscriberView; onEdit: () => void }): ReactNode {
  const client = useQueryClient()
  const { link, queue, paused, name } = subscriber
  const pause = useMutation({
    mutationFn: () => pauseSubscriber(subscriber.id, !paused),
    onSuccess: async () => {
      notifyDone(paused ? `Les envois à ${name} reprennent.` : `Les envois à ${name} sont suspendus.`)
      await client.invalidateQueries({ queryKey: keys.subscribers })
    },
    onError: notifyError,
  })
  return (
    <Panel title={name} actions={<SubscriberStatus subscriber={subscriber} />}>
      <Facts
        facts={[
          { label: 'Adresse', value: `${subscriber.host}:${subscriber.port}${subscriber.tls ? ' (TLS)' : ''}` },
          { label: 'Destinataire', value: `${subscriber.application} | ${subscriber.facility}` },
          {
            label: 'Messages',
            value: `${subscriber.charset === '8859/15' ? 'ISO-8859-15' : 'UTF-8'}, acquittement ${ACK_WORDS[subscriber.ackMode]}`,
          },
          { label: 'Événements', value: subscriber.events.join(', ') || 'tous' },
          {
            label: 'En file',
            value: `${plural(queue.waiting, 'message')}${queue.oldestAt === undefined ? '' : `, depuis le ${since(queue.oldestAt)}`}`,
          },
          { label: 'Refusés, à traiter', value: plural(queue.refused, 'message') },
          {
            label: 'Dernier succès',
            value: link.lastSuccessAt === undefined ? 'Aucun encore' : since(link.lastSuccessAt),
          },
          {
            label: 'Dernière erreur',
            value: link.lastError === undefined ? 'Aucune' : `${since(link.lastError.at)} : ${link.lastError.message}`,
          },
        ]}
      />
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={onEdit}>
          Modifier
        </Button>
        <Button
          variant="default"
          loading={pause.isPending}
          onClick={() => {
            pause.mutate()
          }}
        >
          {paused ? 'Reprendre les envois' : 'Suspendre les envois'}
        </Button>
      </Group>
    </Panel>
  )
}

function SubscriberStatus({ subscriber: { paused, link, queue } }: { subscriber: SubscriberView }): ReactNode {
  if (paused) return <Status tone="off" word="Suspendu" />
  if (queue.refused > 0) return <Status tone="fail" word="Messages refusés" />
  if (link.connected) return <Status tone="ok" word="Connecté" />
  const waits = queue.waiting > 0
  return <Status tone={waits ? 'fail' : 'wait'} word={waits ? 'Coupé, messages en file' : 'Au repos'} />
}

function since(value: string): string {
  return `${formatInstant(value)} (${formatAgo(value)})`
}

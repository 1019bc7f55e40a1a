import type { SubscriberView } from '@anamnese/contracts'
import { Button, Drawer, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keys } from '../../api/keys'
import { fetchSubscribers } from '../../api/pam-out'
import { ErrorPanel } from '../../ui/error-panel'
import { IconPlus } from '../../ui/icons'
import { Waiting } from '../../ui/page'
import classes from '../administration.module.css'
import { SubscriberCard } from './subscriber-card'
import { SubscriberForm } from './subscriber-form'

/** The systems that are told identities and movements (PAM-FR). */
export function SubscribersPanel(): ReactNode {
  const [edited, setEdited] = useState<SubscriberView | 'new'>()
  const { data, error, refetch } = useQuery({
    queryKey: keys.subscribers,
    queryFn: ({ signal }) => fetchSubscribers(signal),
    refetchInterval: 5_000,
  })
  const close = (): void => {
    setEdited(undefined)
  }
  return (
    <section aria-labelledby="subscribers-title">
      <Group justify="space-between" mt="lg" mb="sm">
        <Title order={2} id="subscribers-title">
          Abonnés aux identités et aux mouvements (PAM)
        </Title>
        <Button
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setEdited('new')
          }}
        >
          Nouvel abonné
        </Button>
      </Group>
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting lines={2} /> : null}
      {data?.length === 0 ? (
        <Text c="dimmed">
          Aucun abonné : les identités et les mouvements de cet établissement ne sont dits à personne.
        </Text>
      ) : null}
      <div className={classes['links']}>
        {data?.map((subscriber) => (
          <SubscriberCard
            key={subscriber.id}
            subscriber={subscriber}
            onEdit={() => {
              setEdited(subscriber)
            }}
          />
        ))}
      </div>
      <Drawer
        opened={edited !== undefined}
        onClose={close}
        position="right"
        size="lg"
        title={edited === 'new' ? 'Nouvel abonné' : 'Abonné'}
      >
        {edited === undefined ? null : (
          <SubscriberForm subscriber={edited === 'new' ? undefined : edited} onClose={close} />
        )}
      </Drawer>
    </section>
  )
}

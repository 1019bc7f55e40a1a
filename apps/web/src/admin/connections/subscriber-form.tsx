import type { SubscriberAckMode, SubscriberView } from '@anamnese/contracts'
import { Button, Group, NativeSelect, Stack, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useMemo } from 'react'
import { keys } from '../../api/keys'
import { changeSubscriber, createSubscriber } from '../../api/pam-out'
import { useSession } from '../../app/session'
import { useDraft } from '../../ui/draft'
import { ErrorPanel } from '../../ui/error-panel'
import { notifyDone } from '../../ui/notify'
import { draftOf, requestOf, type SubscriberDraft } from './subscriber-draft'

const ACK_MODES: { value: SubscriberAckMode; label: string }[] = [
  { value: 'original', label: 'Original : un acquittement (AA, AE, AR)' },
  { value: 'enhanced', label: 'Étendu : réception (CA) puis traitement (AA)' },
  { value: 'accept', label: 'Étendu : réception seule (CA)' },
]
const CHARSETS = [
  { value: 'UNICODE UTF-8', label: 'UTF-8' },
  { value: '8859/15', label: 'ISO-8859-15' },
]

interface SubscriberFormProps {
  subscriber: SubscriberView | undefined
  onClose: () => void
}

/** Creates or changes a system that is told identities and movements. */
export function SubscriberForm({ subscriber, onClose }: SubscriberFormProps): ReactNode {
  const { actor } = useSession()
  const client = useQueryClient()
  const initial = useMemo(() => draftOf(subscriber), [subscriber])
  const { value, change, clear } = useDraft<SubscriberDraft>(actor.id, `subscriber.${subscriber?.id ?? 'new'}`, initial)
  const save = useMutation({
    mutationFn: () => {
      const request = requestOf(value, subscriber)
      return subscriber === undefined ? createSubscriber(request) : changeSubscriber(subscriber.id, request)
    },
    onSuccess: async () => {
      clear()
      notifyDone('L’abonné est enregistré.')
      await client.invalidateQueries({ queryKey: keys.subscribers })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  const text = (name: 'name' | 'host' | 'port' | 'application' | 'facility') => ({
    value: value[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      change({ [name]: event.currentTarget.value })
    },
  })
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label="Nom"
          description="Tel qu’il sera montré, et tracé comme partenaire"
          required
          {...text('name')}
        />
        <Group gap="sm" grow>
          <TextInput label="Machine" required {...text('host')} />
          <TextInput label="Port" inputMode="numeric" pattern="[0-9]{1,5}" required {...text('port')} />
        </Group>
        <Switch
          label="Liaison TLS"
          checked={value.tls}
          onChange={(event) => {
            change({ tls: event.currentTarget.checked })
          }}
        />
        {value.tls ? (
          <Textarea
            label="Autorités de son certificat (PEM)"
            description="Vide : celles du service"
            autosize
            maxRows={6}
            value={value.ca}
            onChange={(event) => {
              change({ ca: event.currentTarget.value })
            }}
          />
        ) : null}
        <Group gap="sm" grow>
          <TextInput label="Application (MSH-5)" required {...text('application')} />
          <TextInput label="Établissement (MSH-6)" required {...text('facility')} />
        </Group>
        <Group gap="sm" grow>
          <NativeSelect
            label="Jeu de caractères"
            data={CHARSETS}
            value={value.charset}
            onChange={(event) => {
              change({ charset: event.currentTarget.value === '8859/15' ? '8859/15' : 'UNICODE UTF-8' })
            }}
          />
          <NativeSelect
            label="Acquittement"
            data={ACK_MODES}
            value={value.ackMode}
            onChange={(event) => {
              change({ ackMode: event.currentTarget.value as SubscriberAckMode })
            }}
          />
        </Group>
        <TagsInput
          label="Événements"
          description="Vide : tous ceux du profil. Par exemple A28, A31, A40, A47 pour les identités seules"
          value={value.events}
          onChange={(events) => {
            change({ events })
          }}
        />
        <TagsInput
          label="Domaines d’IPP"
          description="Espaces de noms voulus ; vide : tous"
          value={value.domains}
          onChange={(domains) => {
            change({ domains })
          }}
        />
        {save.error ? <ErrorPanel error={save.error} /> : null}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            Enregistrer
          </Button>
          <Button
            variant="default"
            onClick={() => {
              clear()
              onClose()
            }}
          >
            Renoncer
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

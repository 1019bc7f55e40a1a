import type { OutgoingDetail } from '@anamnese/contracts'
import { Anchor, Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { Link } from 'react-router'
import { keys } from '../api/keys'
import { fetchOutgoingMessage, resendOutgoing, skipOutgoing } from '../api/pam-out'
import { paths } from '../app/paths'
import { formatInstant } from '../format/dates'
import { ErrorPanel } from '../ui/error-panel'
import { Facts } from '../ui/facts'
import { IconSend } from '../ui/icons'
import { notifyDone } from '../ui/notify'
import { Waiting } from '../ui/page'
import { Er7 } from './er7'

/** A message for a subscriber: what became of it, its text and its answer; sending it again, or giving it up. */
export function Hl7OutgoingDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }): ReactNode {
  return (
    <Drawer opened={id !== undefined} onClose={onClose} position="right" size="75%" title="Message HL7 émis">
      {id === undefined ? null : <Content id={id} onClose={onClose} />}
    </Drawer>
  )
}

function Content({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.outgoing, 'detail', id],
    queryFn: ({ signal }) => fetchOutgoingMessage(id, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  return (
    <Stack gap="sm">
      <Text size="md">{data.status}</Text>
      <Facts
        facts={[
          {
            label: 'Patient',
            value: (
              <Anchor component={Link} to={paths.record(data.patientId)}>
                {data.patientLabel}
              </Anchor>
            ),
          },
          { label: 'Abonné', value: data.subscriberName },
          { label: 'Événement', value: `${data.event}, ${data.eventLabel}` },
          { label: 'Écrit le', value: formatInstant(data.createdAt) },
          { label: 'Tentatives', value: data.attempts },
          data.nextAttemptAt === undefined
            ? undefined
            : { label: 'Prochaine tentative', value: formatInstant(data.nextAttemptAt) },
          { label: 'Identifiant (MSH-10)', value: data.controlId },
        ]}
      />
      <Decision message={data} onDone={onClose} />
      <Er7 title="Message" text={data.text} />
      {data.answer === undefined ? null : <Er7 title="Dernière réponse" text={data.answer} />}
    </Stack>
  )
}

/** A refused message stops what follows about its patient: it goes again, or is given up with a reason. */
function Decision({ message, onDone }: { message: OutgoingDetail; onDone: () => void }): ReactNode {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const done = async (sentence: string): Promise<void> => {
    notifyDone(sentence)
    await client.invalidateQueries({ queryKey: keys.outgoing })
    onDone()
  }
  const resend = useMutation({
    mutationFn: () => resendOutgoing(message.id),
    onSuccess: () => done('Le message est remis en file, sous un nouveau numéro.'),
  })
  const skip = useMutation({
    mutationFn: () => skipOutgoing(message.id, reason.trim()),
    onSuccess: () => done('Le message est abandonné : les suivants du patient partent.'),
  })
  if (message.state === 'accepted') return null
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    skip.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end">
        {message.state === 'refused' || message.state === 'skipped' ? (
          <Button
            leftSection={<IconSend size={14} aria-hidden />}
            loading={resend.isPending}
            onClick={() => {
              resend.mutate()
            }}
          >
            Renvoyer
          </Button>
        ) : null}
        {message.state === 'skipped' ? null : (
          <>
            <TextInput
              label="Raison de l’abandon"
              required
              minLength={5}
              maxLength={500}
              value={reason}
              onChange={(event) => {
                setReason(event.currentTarget.value)
              }}
            />
            <Button type="submit" variant="default" loading={skip.isPending}>
              Abandonner ce message
            </Button>
          </>
        )}
      </Group>
      {resend.error ? <ErrorPanel error={resend.error} /> : null}
      {skip.error ? <ErrorPanel error={skip.error} /> : null}
    </form>
  )
}

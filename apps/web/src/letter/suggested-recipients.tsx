import type { DocumentRecipient } from '@anamnese/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchSuggestedRecipients } from '../api/documents'
import { keys } from '../api/keys'
import { professionalName } from '../format/people'
import { ErrorPanel } from '../ui/error-panel'
import { notYetNamed } from './recipients'

interface SuggestedRecipientsProps {
  letterId: string
  recipients: readonly DocumentRecipient[]
  onAdd: (recipient: DocumentRecipient) => void
}

/** Those around the patient, one gesture away: general practitioner, care circle, recipients of earlier documents. */
export function SuggestedRecipients({ letterId, recipients, onAdd }: SuggestedRecipientsProps): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: keys.suggestedRecipients(letterId),
    queryFn: ({ signal }) => fetchSuggestedRecipients(letterId, signal),
  })
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  const offered = notYetNamed(data ?? [], recipients)
  if (offered.length === 0) return null
  return (
    <Stack gap={4} mt="xs" role="group" aria-label="Destinataires proposés">
      <Text size="sm" fw={500}>
        Proposés
      </Text>
      {offered.map(({ recipient, because }) => (
        <Button
          key={`${recipient.idNat ?? recipient.family} ${recipient.mailbox ?? ''}`}
          variant="default"
          justify="start"
          aria-label={`Ajouter ${professionalName(recipient)}, ${because}`}
          onClick={() => {
            onAdd(recipient)
          }}
        >
          + {professionalName(recipient)}
          <Text span size="xs" c="dimmed" ml="xs" truncate>
            {because} · {recipient.mailbox ?? 'sans adresse MSSanté'}
          </Text>
        </Button>
      ))}
    </Stack>
  )
}

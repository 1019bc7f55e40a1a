import type { ArrivalView, AttachRequest } from '@anamnese/contracts'
import { Button, Text } from '@mantine/core'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { keys } from '../api/keys'
import { attachReceived } from '../api/received'
import { formatCivil } from '../format/dates'
import { notifyDone, notifyError } from '../ui/notify'

/** Puts a document in a record; when it still asks something, its line says what. */
export function useAttach(
  arrival: ArrivalView,
  onDone?: () => void,
): UseMutationResult<ArrivalView, unknown, Omit<AttachRequest, 'version'>> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: Omit<AttachRequest, 'version'>) =>
      attachReceived(arrival.id, { ...request, version: arrival.version }),
    onSuccess: (after) => {
      if (after.state === 'integrated' || after.state === 'duplicate') {
        notifyDone(after.sentence)
        onDone?.()
      }
    },
    onError: notifyError,
    onSettled: (_after, _error, { patientId }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.received }),
        client.invalidateQueries({ queryKey: keys.documents(patientId) }),
      ]),
  })
}

/** One click: the record that the document designates, when nothing contradicts it. */
export function AcceptButton({ arrival }: { arrival: ArrivalView }): ReactNode {
  const attach = useAttach(arrival)
  const { suggestion, state } = arrival
  if (suggestion === undefined || state !== 'to-attach') return null
  const who = `${suggestion.name}, né(e) le ${formatCivil(suggestion.birthDate)}`
  if (suggestion.differences.length > 0)
    return (
      <Text size="xs" c="dimmed">
        {who} : à comparer
      </Text>
    )
  return (
    <Button
      size="compact-sm"
      loading={attach.isPending}
      aria-label={`Rattacher à ${who}`}
      onClick={(event) => {
        event.stopPropagation()
        attach.mutate({ patientId: suggestion.patientId })
      }}
    >
      Rattacher à {suggestion.name}
    </Button>
  )
}

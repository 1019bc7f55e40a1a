import type { ArrivalView } from '@anamnese/contracts'
import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keys } from '../api/keys'
import { dismissReceived } from '../api/received'
import { ErrorPanel } from '../ui/error-panel'
import { notifyDone } from '../ui/notify'

const WAITING: readonly ArrivalView['state'][] = ['to-attach', 'conflict', 'refused', 'infected', 'failed']

/** Puts it aside with a reason; it stays kept, and found among those that were treated. */
export function ReceivedDismiss({ arrival, onDone }: { arrival: ArrivalView; onDone: () => void }): ReactNode {
  const [opened, { open, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const dismiss = useMutation({
    mutationFn: () => dismissReceived(arrival.id, { version: arrival.version, reason: reason.trim() }),
    onSuccess: () => {
      notifyDone('Le document est écarté.')
      close()
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.received }),
  })
  if (!WAITING.includes(arrival.state)) return null
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        Écarter
      </Button>
      <Modal opened={opened} onClose={close} title="Écarter ce document reçu ?">
        <Text mb="sm">Il quitte la liste et n’entre dans aucun dossier. Il reste gardé, avec votre motif.</Text>
        <Textarea
          label="Motif"
          value={reason}
          required
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          onChange={(event) => {
            setReason(event.currentTarget.value)
          }}
        />
        {dismiss.error ? <ErrorPanel error={dismiss.error} /> : null}
        <Group gap="xs" mt="sm">
          <Button
            color="red"
            disabled={reason.trim().length < 3}
            loading={dismiss.isPending}
            onClick={() => {
              dismiss.mutate()
            }}
          >
            Écarter le document
          </Button>
          <Button variant="default" onClick={close}>
            Renoncer
          </Button>
        </Group>
      </Modal>
    </>
  )
}

import type { DocumentView } from '@anamnese/contracts'
import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { withdrawDocument } from '../../api/documents'
import { keys } from '../../api/keys'
import { ErrorPanel } from '../../ui/error-panel'
import { notifyDone } from '../../ui/notify'

const SHORTEST = 5

/** Says what a withdrawal does and does not do, asks why, does it. */
export function WithdrawButton({ document: { id, patientId, title } }: { document: DocumentView }): ReactNode {
  const [opened, { open, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const run = useMutation({
    mutationFn: () => withdrawDocument(id, reason.trim()),
    onSuccess: () => {
      notifyDone('Le document est retiré.')
      close()
    },
    onSettled: async () => {
      const stale = [keys.document(id), keys.documents(patientId), keys.orders]
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })))
    },
  })
  return (
    <>
      <Button variant="default" color="red" onClick={open}>
        Retirer
      </Button>
      <Modal opened={opened} onClose={close} title={`Retirer « ${title} » ?`}>
        <Text mb="sm">
          Le document reste dans le dossier, marqué comme retiré, et ses envois en attente sont abandonnés. Ce qui est
          déjà parti au DMP ou par MSSanté n’est pas rappelé : prévenez ceux qui l’ont reçu.
        </Text>
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
        {run.error ? <ErrorPanel error={run.error} /> : null}
        <Group gap="xs" mt="sm">
          <Button
            color="red"
            disabled={reason.trim().length < SHORTEST}
            loading={run.isPending}
            onClick={() => {
              run.mutate()
            }}
          >
            Retirer le document
          </Button>
          <Button variant="default" onClick={close}>
            Renoncer
          </Button>
        </Group>
      </Modal>
    </>
  )
}

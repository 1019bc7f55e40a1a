import type { RetentionLine } from '@anamnese/contracts'
import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keys } from '../api/keys'
import { type KeepingAct, keepDocument } from '../api/received'
import { ErrorPanel } from '../ui/error-panel'
import { notifyDone } from '../ui/notify'

const WORDS: Readonly<Record<KeepingAct, { verb: string; title: string; what: string; done: string }>> = {
  hold: {
    verb: 'Bloquer',
    title: 'Bloquer la suppression de ce document ?',
    what: 'Ni une personne ni une règle ne le supprimera tant que le blocage n’est pas levé.',
    done: 'Le document est bloqué.',
  },
  delete: {
    verb: 'Supprimer',
    title: 'Supprimer ce document ?',
    what: 'Son contenu est effacé et ne peut pas être rétabli. La trace de la suppression reste dans le dossier.',
    done: 'Le document est supprimé.',
  },
}
const SHORTEST = 5

/** Says what will happen, asks why, does it. */
export function KeepingButton({ line, act }: { line: RetentionLine; act: KeepingAct }): ReactNode {
  const [opened, { open, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const words = WORDS[act]
  const run = useMutation({
    mutationFn: () => keepDocument(line.documentId, act, reason.trim()),
    onSuccess: () => {
      notifyDone(words.done)
      close()
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.retention }),
  })
  const color = act === 'delete' ? { color: 'red' } : {}
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${words.verb} ${line.title} de ${line.patientName}`}
        onClick={open}
      >
        {words.verb}
      </Button>
      <Modal opened={opened} onClose={close} title={words.title}>
        <Text>
          {line.title}, {line.patientName}
        </Text>
        <Text mb="sm">{words.what}</Text>
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
            {...color}
            disabled={reason.trim().length < SHORTEST}
            loading={run.isPending}
            onClick={() => {
              run.mutate()
            }}
          >
            {words.verb} le document
          </Button>
          <Button variant="default" onClick={close}>
            Renoncer
          </Button>
        </Group>
      </Modal>
    </>
  )
}

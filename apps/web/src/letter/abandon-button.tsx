import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { abandonLetter } from '../api/documents'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { ErrorPanel } from '../ui/error-panel'
import { notifyDone } from '../ui/notify'
import type { LetterEditor } from './use-letter-editor'

/** Gives the draft up, after saying what that means. */
export function AbandonButton({ editor, disabled }: { editor: LetterEditor; disabled: boolean }): ReactNode {
  const [opened, { open, close }] = useDisclosure(false)
  const navigate = useNavigate()
  const client = useQueryClient()
  const { id, patientId } = editor.state.base
  const abandon = useMutation({
    mutationFn: async () => {
      const saved = await editor.flush()
      return abandonLetter(id, (saved ?? editor.state.base).version)
    },
    onSuccess: () => {
      notifyDone('Le brouillon est abandonné.')
      void client.invalidateQueries({ queryKey: keys.letters })
      client.removeQueries({ queryKey: keys.letter(id) })
      void navigate(paths.record(patientId))
    },
  })
  return (
    <>
      <Button variant="subtle" color="red" disabled={disabled} onClick={open}>
        Abandonner
      </Button>
      <Modal opened={opened} onClose={close} title="Abandonner ce brouillon ?">
        <Text mb="md">
          Il quitte la liste des documents à valider et ne pourra plus être modifié. Il reste consultable parmi les
          documents abandonnés.
        </Text>
        {abandon.error ? <ErrorPanel error={abandon.error} /> : null}
        <Group gap="xs" mt="sm">
          <Button
            color="red"
            loading={abandon.isPending}
            onClick={() => {
              abandon.mutate()
            }}
          >
            Abandonner le brouillon
          </Button>
          <Button variant="default" data-autofocus onClick={close}>
            Continuer à l’écrire
          </Button>
        </Group>
      </Modal>
    </>
  )
}

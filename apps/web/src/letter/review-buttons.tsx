import type { LetterView } from '@anamnese/contracts'
import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { returnLetter, submitLetter, withdrawLetter } from '../api/documents'
import { keys } from '../api/keys'
import { useCan } from '../app/session'
import { professionalName } from '../format/people'
import { ErrorPanel } from '../ui/error-panel'
import { IconArrowBackUp, IconSend } from '../ui/icons'
import { notifyDone, notifyError } from '../ui/notify'
import type { LetterEditor } from './use-letter-editor'

interface ReviewButtonsProps {
  editor: LetterEditor
  /** someone else writes, or the letter is over */
  disabled: boolean
}

/** Asking for a signature, giving back with a reason, taking back: what the state and the rights allow. */
export function ReviewButtons({ editor, disabled }: ReviewButtonsProps): ReactNode {
  const can = useCan()
  const { state } = editor.state.base
  if (state === 'draft' && can('document.write')) return <SubmitButton editor={editor} disabled={disabled} />
  if (state !== 'to-validate') return null
  return (
    <>
      {can('document.validate') ? <ReturnButton editor={editor} disabled={disabled} /> : null}
      {can('document.write') ? <WithdrawButton editor={editor} /> : null}
    </>
  )
}

/** Saves what is typed, then moves the letter; its new state is shown at once. */
function useMove(
  editor: LetterEditor,
  move: (letter: LetterView) => Promise<LetterView>,
  done: string,
): { run: () => Promise<LetterView>; onSuccess: (letter: LetterView) => void } {
  const client = useQueryClient()
  return {
    run: async () => move((await editor.flush()) ?? editor.state.base),
    onSuccess: (letter) => {
      notifyDone(done)
      client.setQueryData(keys.letter(letter.id), letter)
      void client.invalidateQueries({ queryKey: keys.letters })
    },
  }
}

function SubmitButton({ editor, disabled }: ReviewButtonsProps): ReactNode {
  const [opened, { open, close }] = useDisclosure(false)
  const { author } = editor.state.base
  // An author whose number is one of a care professional may sign; a secretary's letter has its physician as author.
  const [whose, setWhose] = useState(author.idNat.startsWith('8') ? 'author' : 'anyone')
  const { run, onSuccess } = useMove(
    editor,
    ({ id, version }) => {
      const { idNat, family, given } = author
      return submitLetter(id, { version, ...(whose === 'author' ? { validator: { idNat, family, given } } : {}) })
    },
    'Le document est soumis à signature.',
  )
  const submit = useMutation({
    mutationFn: run,
    onSuccess: (letter) => {
      close()
      onSuccess(letter)
    },
  })
  return (
    <>
      <Button variant="default" leftSection={<IconSend size={14} aria-hidden />} disabled={disabled} onClick={open}>
        Soumettre à signature
      </Button>
      <Modal opened={opened} onClose={close} title="Soumettre à signature">
        <Stack gap="sm">
          <Radio.Group label="Qui doit signer ?" value={whose} onChange={setWhose}>
            <Stack gap={6} mt={6}>
              <Radio value="author" label={professionalName(author)} data-autofocus />
              <Radio value="anyone" label="Tout professionnel qui peut signer" />
            </Stack>
          </Radio.Group>
          <Text size="sm" c="dimmed">
            Le document ne pourra plus être modifié tant qu’il attend, sauf par qui peut le signer.
          </Text>
          {submit.error ? <ErrorPanel error={submit.error} /> : null}
          <Group gap="xs">
            <Button
              loading={submit.isPending}
              onClick={() => {
                submit.mutate()
              }}
            >
              Soumettre
            </Button>
            <Button variant="default" onClick={close}>
              Annuler
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

function ReturnButton({ editor, disabled }: ReviewButtonsProps): ReactNode {
  const [opened, { open, close }] = useDisclosure(false)
  const [comment, setComment] = useState('')
  const { run, onSuccess } = useMove(
    editor,
    ({ id, version }) => returnLetter(id, version, comment.trim()),
    'Le document est rendu à qui l’a écrit.',
  )
  const giveBack = useMutation({
    mutationFn: run,
    onSuccess: (letter) => {
      close()
      setComment('')
      onSuccess(letter)
    },
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        disabled={disabled}
        onClick={open}
      >
        Rendre
      </Button>
      <Modal opened={opened} onClose={close} title="Rendre ce document à qui l’a écrit">
        <Stack gap="sm">
          <Textarea
            label="Ce qui est à reprendre"
            value={comment}
            minRows={3}
            autosize
            maxLength={2000}
            data-autofocus
            onChange={(event) => {
              setComment(event.currentTarget.value)
            }}
          />
          {giveBack.error ? <ErrorPanel error={giveBack.error} /> : null}
          <Group gap="xs">
            <Button
              loading={giveBack.isPending}
              disabled={comment.trim().length < 3}
              onClick={() => {
                giveBack.mutate()
              }}
            >
              Rendre
            </Button>
            <Button variant="default" onClick={close}>
              Annuler
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

function WithdrawButton({ editor }: { editor: LetterEditor }): ReactNode {
  const { run, onSuccess } = useMove(
    editor,
    ({ id, version }) => withdrawLetter(id, version),
    'Le document est de nouveau en rédaction.',
  )
  const withdraw = useMutation({ mutationFn: run, onSuccess, onError: notifyError })
  return (
    <Button
      variant="subtle"
      loading={withdraw.isPending}
      onClick={() => {
        withdraw.mutate()
      }}
    >
      Reprendre la rédaction
    </Button>
  )
}

import type { ScanRequest, ScanResponse } from '@anamnese/contracts'
import { Button, FileButton, Group, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type SubmitEvent, useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { scanCode } from '../api/insi'
import { GROUP_SEPARATOR } from '../format/search'
import { ErrorPanel } from '../ui/error-panel'
import { readBase64 } from './read-base64'

/** The field where a reader types, or where a picture is pasted or chosen. */
export function CodeForm({ onRead }: { onRead: (scan: ScanResponse | undefined) => void }): ReactNode {
  const [text, setText] = useState('')
  const scan = useMutation({
    mutationFn: async (body: ScanRequest | File) =>
      scanCode(body instanceof File ? { image: await readBase64(body) } : body),
    onMutate: () => {
      onRead(undefined)
    },
    onSuccess: (answer) => {
      onRead(answer)
      setText('')
    },
  })
  // A code typed in the search field comes here with its text.
  const { state, key } = useLocation() as { state: { text?: string } | null; key: string }
  const { mutate } = scan
  useEffect(() => {
    if (state?.text !== undefined) mutate({ text: state.text })
  }, [state, key, mutate])
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (text.trim() !== '') scan.mutate({ text })
  }
  // A scanner that acts as a keyboard sends the group separator of the datamatrix as Ctrl+].
  const keepSeparator = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (!event.ctrlKey || event.key !== ']') return
    event.preventDefault()
    setText((current) => current + GROUP_SEPARATOR)
  }
  const pastePicture = (event: ClipboardEvent): void => {
    const picture = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
    if (picture === undefined) return
    event.preventDefault()
    scan.mutate(picture)
  }
  return (
    <form onSubmit={submit} onPaste={pastePicture}>
      <Stack gap="sm">
        <TextInput
          label="Lire le code avec le lecteur, ou coller son texte ou son image"
          value={text}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onKeyDown={keepSeparator}
          onChange={(event) => {
            setText(event.currentTarget.value)
          }}
        />
        <Group gap="xs">
          <Button type="submit" disabled={text.trim() === ''} loading={scan.isPending}>
            Lire ce texte
          </Button>
          <FileButton
            accept="image/png,image/jpeg"
            onChange={(file) => {
              if (file !== null) scan.mutate(file)
            }}
          >
            {(props) => (
              <Button {...props} variant="default" loading={scan.isPending}>
                Choisir une image
              </Button>
            )}
          </FileButton>
        </Group>
        {scan.error ? <ErrorPanel error={scan.error} /> : null}
      </Stack>
    </form>
  )
}

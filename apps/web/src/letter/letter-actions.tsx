import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { previewAddress } from '../api/documents'
import { useCan } from '../app/session'
import { IconCertificate, IconEye } from '../ui/icons'
import { notifyError } from '../ui/notify'
import { PdfFrame } from '../ui/pdf-frame'
import { shownLetter } from './letter-state'
import { AbandonButton } from './abandon-button'
import { ReviewButtons } from './review-buttons'
import type { LetterEditor } from './use-letter-editor'

interface LetterActionsProps {
  editor: LetterEditor
  readOnly: boolean
  onValidated: (documentId: string) => void
}

/** Preview and validate; both save first what is still being typed. */
export function LetterActions({ editor, readOnly, onValidated }: LetterActionsProps): ReactNode {
  const can = useCan()
  const [preview, setPreview] = useState<string>()
  const show = useMutation({
    mutationFn: () => editor.flush(),
    onSuccess: (saved) => {
      const { id, version } = saved ?? editor.state.base
      setPreview(previewAddress(id, version))
    },
  })
  const validate = useMutation({
    mutationFn: () => editor.validate(),
    onSuccess: (document) => {
      onValidated(document.id)
    },
    onError: notifyError,
  })
  const letter = shownLetter(editor.state)
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEye size={14} aria-hidden />}
        loading={show.isPending}
        onClick={() => {
          show.mutate()
        }}
      >
        Aperçu
      </Button>
      <ReviewButtons editor={editor} disabled={readOnly} />
      {letter.state === 'draft' && can('document.write') ? <AbandonButton editor={editor} disabled={readOnly} /> : null}
      {can('document.validate') ? (
        <Button
          leftSection={<IconCertificate size={14} aria-hidden />}
          loading={validate.isPending}
          disabled={readOnly || letter.obstacles.length > 0}
          onClick={() => {
            validate.mutate()
          }}
        >
          Valider et envoyer
        </Button>
      ) : null}
      <Modal
        opened={preview !== undefined}
        onClose={() => {
          setPreview(undefined)
        }}
        size="70rem"
        title="Aperçu de la lettre"
      >
        {preview === undefined ? null : <PdfFrame src={preview} title="Aperçu de la lettre" />}
      </Modal>
    </>
  )
}

import type { ArrivalView } from '@anamnese/contracts'
import { Button, FileInput, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { Link } from 'react-router'
import { keys } from '../../api/keys'
import { receiveFile } from '../../api/received'
import { paths } from '../../app/paths'
import { useCan } from '../../app/session'
import { DOCUMENT_TYPE_CHOICES } from '../../format/document-types'
import { ARRIVAL_STATES } from '../../format/received'
import { ErrorPanel } from '../../ui/error-panel'
import { IconUpload } from '../../ui/icons'
import { StatusSentence } from '../../ui/status'

/** Puts a file in the record: a CDA says what it is, for any other file the person does. */
export function ImportButton({ patientId }: { patientId: string }): ReactNode {
  const can = useCan()
  const [opened, { open, close }] = useDisclosure(false)
  if (!can('document.write')) return null
  return (
    <>
      <Button variant="default" leftSection={<IconUpload size={14} aria-hidden />} onClick={open}>
        Importer un fichier
      </Button>
      <Modal opened={opened} onClose={close} title="Importer un fichier dans ce dossier">
        {opened ? <ImportForm patientId={patientId} onClose={close} /> : null}
      </Modal>
    </>
  )
}

function ImportForm({ patientId, onClose }: { patientId: string; onClose: () => void }): ReactNode {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [type, setType] = useState('')
  const [title, setTitle] = useState('')
  const receive = useMutation({
    mutationFn: (chosen: File) =>
      receiveFile(chosen, {
        patientId,
        ...(type === '' ? {} : { type }),
        ...(title.trim() === '' ? {} : { title: title.trim() }),
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.documents(patientId) }),
        client.invalidateQueries({ queryKey: keys.received }),
      ]),
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (file !== null) receive.mutate(file)
  }
  if (receive.data !== undefined) return <Outcome arrival={receive.data} patientId={patientId} onClose={onClose} />
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <FileInput
          label="Fichier"
          description="CDA, archive IHE_XDM, PDF, image, texte"
          placeholder="Choisir un fichier"
          value={file}
          onChange={setFile}
          required
          data-autofocus
        />
        <NativeSelect
          label="Type de document"
          description="Pour un fichier qui ne le dit pas lui-même (PDF, image, texte)"
          value={type}
          data={[{ value: '', label: 'Lu dans le document' }, ...DOCUMENT_TYPE_CHOICES]}
          onChange={(event) => {
            setType(event.currentTarget.value)
          }}
        />
        <TextInput
          label="Titre"
          maxLength={128}
          value={title}
          onChange={(event) => {
            setTitle(event.currentTarget.value)
          }}
        />
        {receive.error ? <ErrorPanel error={receive.error} /> : null}
        <Group gap="xs">
          <Button type="submit" disabled={file === null} loading={receive.isPending}>
            Importer
          </Button>
          <Button variant="default" onClick={onClose}>
            Renoncer
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What became of the file, and where to go on. */
function Outcome({
  arrival,
  patientId,
  onClose,
}: {
  arrival: ArrivalView
  patientId: string
  onClose: () => void
}): ReactNode {
  const { documentId } = arrival
  return (
    <Stack gap="sm" role="status">
      <StatusSentence {...ARRIVAL_STATES[arrival.state]} sentence={arrival.sentence} />
      {arrival.findings.length > 0 ? (
        <Text size="sm">{arrival.findings.length} remarque(s) de conformité : elles sont avec le document.</Text>
      ) : null}
      <Group gap="xs">
        {documentId === undefined || arrival.state === 'conflict' ? (
          <Button component={Link} to={paths.received} variant="default">
            Voir les documents reçus
          </Button>
        ) : (
          <Button component={Link} to={paths.document(patientId, documentId)} onClick={onClose}>
            Ouvrir le document
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          Fermer
        </Button>
      </Group>
    </Stack>
  )
}

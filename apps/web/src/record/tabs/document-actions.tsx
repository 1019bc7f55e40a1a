import type { DocumentForm, DocumentView } from '@anamnese/contracts'
import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { contentAddress } from '../../api/documents'
import { useCan } from '../../app/session'
import { NewLetterButton } from '../../letter/new-letter-button'
import { IconDownload, IconExternalLink } from '../../ui/icons'
import { WithdrawButton } from './withdraw-button'

const FORMS: readonly { form: DocumentForm; word: string }[] = [
  { form: 'cda', word: 'CDA' },
  { form: 'original', word: 'Fichier reçu' },
  { form: 'stylesheet', word: 'Feuille de style' },
]

/** Opening it elsewhere, keeping its files, writing its next version. */
export function DocumentActions({ document }: { document: DocumentView }): ReactNode {
  const { id, forms, origin, superseded, stayNumber, withdrawn, deleted } = document
  const can = useCan()
  const shown = forms.includes('pdf') ? 'pdf' : forms.includes('image') ? 'image' : undefined
  const replaceable = origin === 'produced' && !superseded && stayNumber !== undefined
  const isCurrent = origin === 'produced' && !superseded && withdrawn === undefined && deleted === undefined
  return (
    <Group gap="xs" className="no-print">
      {shown === undefined ? null : (
        <Button
          component="a"
          variant="default"
          href={contentAddress(id, shown)}
          target="_blank"
          rel="noopener"
          leftSection={<IconExternalLink size={14} aria-hidden />}
        >
          Ouvrir dans un onglet
        </Button>
      )}
      {FORMS.filter(({ form }) => forms.includes(form)).map(({ form, word }) => (
        <Button
          key={form}
          component="a"
          variant="default"
          href={contentAddress(id, form)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {word}
        </Button>
      ))}
      {replaceable ? <NewLetterButton patientId={document.patientId} replaces={document} /> : null}
      {isCurrent && can('document.validate') ? <WithdrawButton document={document} /> : null}
    </Group>
  )
}

import type { DocumentView } from '@anamnese/contracts'
import { Anchor, Button, Group, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { contentAddress, fetchDocument } from '../../api/documents'
import { keys } from '../../api/keys'
import { paths } from '../../app/paths'
import { formatInstant } from '../../format/dates'
import { professionalName } from '../../format/people'
import { NewLetterButton } from '../../letter/new-letter-button'
import { ErrorPanel } from '../../ui/error-panel'
import { Facts } from '../../ui/facts'
import { IconDownload, IconExternalLink } from '../../ui/icons'
import { Panel, Waiting } from '../../ui/page'
import { PdfFrame } from '../../ui/pdf-frame'
import classes from '../record.module.css'
import { Origin } from './document-columns'
import { DocumentSendings } from './document-sendings'

/** One document: its page on the left, what is known of it and of its sendings on the right. */
export function DocumentPage({ patientId }: { patientId: string }): ReactNode {
  const { documentId = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: keys.document(documentId),
    queryFn: ({ signal }) => fetchDocument(documentId, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  return (
    <>
      <Anchor component={Link} to={paths.recordTab(patientId, 'documents')} className="no-print">
        ← Tous les documents
      </Anchor>
      <Group justify="space-between" my="xs">
        <Title order={1}>{data.title}</Title>
        <Actions document={data} />
      </Group>
      <div className={classes['columns']}>
        <PdfFrame src={contentAddress(documentId, 'pdf')} title={`${data.title}, version ${data.versionNumber}`} />
        <div className={classes['stack']}>
          <DocumentSendings patientId={patientId} documentId={documentId} />
          <About document={data} />
        </div>
      </div>
    </>
  )
}

function Actions({ document }: { document: DocumentView }): ReactNode {
  const replaceable = document.origin === 'produced' && !document.superseded && document.stayNumber !== undefined
  return (
    <Group gap="xs" className="no-print">
      <Button
        component="a"
        variant="default"
        href={contentAddress(document.id, 'pdf')}
        target="_blank"
        rel="noopener"
        leftSection={<IconExternalLink size={14} aria-hidden />}
      >
        Ouvrir dans un onglet
      </Button>
      <Button
        component="a"
        variant="default"
        href={contentAddress(document.id, 'cda')}
        download={`${document.oid}.xml`}
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        CDA
      </Button>
      {replaceable ? <NewLetterButton patientId={document.patientId} replaces={document} /> : null}
    </Group>
  )
}

function About({ document }: { document: DocumentView }): ReactNode {
  const visibility = [
    document.maskedToProfessionals ? 'masqué aux professionnels' : '',
    document.invisibleToPatient ? 'invisible au patient' : '',
    document.invisibleToRepresentatives ? 'invisible aux représentants légaux' : '',
  ].filter(Boolean)
  return (
    <Panel title="À propos">
      <Facts
        facts={[
          { label: 'Type', value: document.type.display ?? document.type.code },
          { label: 'Origine', value: <Origin origin={document.origin} /> },
          { label: 'Auteur', value: professionalName(document.author) },
          document.validator === undefined
            ? undefined
            : { label: 'Validé par', value: professionalName(document.validator) },
          { label: 'Validé le', value: formatInstant(document.validatedAt) },
          { label: 'Version', value: `${document.versionNumber}${document.superseded ? ' (remplacée)' : ''}` },
          { label: 'Séjour', value: document.stayNumber ?? '—' },
          { label: 'Destinataires', value: document.recipients.map(professionalName).join(', ') || 'Aucun' },
          { label: 'Visibilité', value: visibility.join(', ') || 'sans restriction' },
          { label: 'Identifiant', value: document.oid },
        ]}
      />
    </Panel>
  )
}

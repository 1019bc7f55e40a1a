import type { DocumentReading } from '@anamnese/contracts'
import { Alert, Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { contentAddress } from '../api/documents'
import { PdfFrame } from '../ui/pdf-frame'
import { IconAlertTriangle } from '../ui/icons'
import { Narrative } from './narrative'
import classes from './reading.module.css'

/** What there is of the document to be read: its PDF first, else its image, its text, its narrative. */
export function ReadingBody({ reading }: { reading: DocumentReading }): ReactNode {
  const { document, body, narrative } = reading
  const title = `${document.title}, version ${document.versionNumber}`
  switch (body.kind) {
    case 'pdf':
      return <PdfFrame src={contentAddress(document.id, 'pdf')} title={title} />
    case 'image':
      return (
        <div className={classes['body']}>
          <img src={contentAddress(document.id, 'image')} alt={title} className={classes['image']} />
        </div>
      )
    case 'text':
      return (
        <div className={classes['body']}>
          <pre className={classes['text']}>{body.text}</pre>
          {body.truncated ? <Text c="dimmed">La suite se lit dans le fichier téléchargé.</Text> : null}
        </div>
      )
    case 'html':
      // Made harmless by the server, and in a frame where nothing runs, loads or opens all the same.
      return (
        <>
          <iframe sandbox="" srcDoc={body.html} title={title} className={classes['html']} />
          <Text size="xs" c="dimmed">
            Page reçue, montrée sans ses scripts, ses liens ni sa mise en forme.
          </Text>
        </>
      )
    case 'narrative':
      return (
        <div className={classes['body']}>
          <Narrative sections={narrative ?? []} documentId={document.id} />
        </div>
      )
    case 'file':
      return (
        <Alert color="blue" title="Ce contenu ne s’affiche pas ici">
          {body.message}{' '}
          {document.forms[0] === undefined ? null : (
            <Anchor href={contentAddress(document.id, document.forms[0])} download>
              Télécharger le fichier
            </Anchor>
          )}
        </Alert>
      )
    case 'none':
      return (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title="Rien à montrer">
          {document.deleted === undefined
            ? body.message
            : `Supprimé par ${document.deleted.by} : ${document.deleted.reason}.`}
        </Alert>
      )
  }
}

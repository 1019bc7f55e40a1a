import type { DocumentReading } from '@anamnese/contracts'
import { Alert, Anchor, Group, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { fetchReading } from '../../api/documents'
import { keys } from '../../api/keys'
import { paths } from '../../app/paths'
import { formatInstant } from '../../format/dates'
import { FLAGS } from '../../format/received'
import { Narrative } from '../../reading/narrative'
import { ReadingBody } from '../../reading/reading-body'
import reading from '../../reading/reading.module.css'
import { ResultsPanel } from '../../reading/results-panel'
import { FindingsPanel, HeaderPanel, VersionsPanel } from '../../reading/side-panels'
import { ErrorPanel } from '../../ui/error-panel'
import { Panel, Waiting } from '../../ui/page'
import { Status } from '../../ui/status'
import classes from '../record.module.css'
import { DocumentAbout } from './document-about'
import { DocumentActions } from './document-actions'
import { DocumentSendings } from './document-sendings'

/** One document: what it says on the left, what is known of it on the right; another version beside it when asked. */
export function DocumentPage({ patientId }: { patientId: string }): ReactNode {
  const { documentId = '' } = useParams()
  const [search] = useSearchParams()
  const other = search.get('avec')
  const { data, error, refetch } = useReading(documentId)
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  const { document } = data
  return (
    <>
      <Anchor component={Link} to={paths.recordTab(patientId, 'documents')} className="no-print">
        ← Tous les documents
      </Anchor>
      <Group justify="space-between" my="xs">
        <Group gap="xs">
          <Title order={1}>{document.title}</Title>
          {document.flag === undefined ? null : <Status {...FLAGS[document.flag]} />}
        </Group>
        <DocumentActions document={document} />
      </Group>
      <Notices reading={data} patientId={patientId} />
      {other === null ? (
        <div className={classes['columns']}>
          <Main reading={data} />
          <div className={classes['stack']}>
            <VersionsPanel reading={data} patientId={patientId} />
            <FindingsPanel reading={data} />
            {document.origin === 'produced' ? <DocumentSendings patientId={patientId} documentId={documentId} /> : null}
            <DocumentAbout document={document} />
            <HeaderPanel reading={data} />
          </div>
        </div>
      ) : (
        <SideBySide reading={data} otherId={other} patientId={patientId} />
      )}
    </>
  )
}

function useReading(documentId: string): ReturnType<typeof useQuery<DocumentReading>> {
  return useQuery({
    queryKey: keys.reading(documentId),
    queryFn: ({ signal }) => fetchReading(documentId, signal),
  })
}

/** Results first: what asks for action is not at the bottom of a page. A structured text stays under its PDF copy. */
function Main({ reading: data }: { reading: DocumentReading }): ReactNode {
  const { body, narrative, document } = data
  return (
    <div className={classes['stack']}>
      <ResultsPanel results={data.results} />
      <ReadingBody reading={data} />
      {body.kind !== 'narrative' && narrative !== undefined ? (
        <Panel title="Texte structuré">
          <Narrative sections={narrative} documentId={document.id} level={3} />
        </Panel>
      ) : null}
    </div>
  )
}

/** What changes how the document is to be read: a newer version, a withdrawal, a hold. */
function Notices({
  reading: { document, versions },
  patientId,
}: {
  reading: DocumentReading
  patientId: string
}): ReactNode {
  const newest = versions.find((version) => !version.superseded && version.id !== document.id)
  return (
    <>
      {document.superseded ? (
        <Alert color="orange" mb="xs" title="Une version plus récente existe">
          {newest === undefined ? null : (
            <Anchor component={Link} to={paths.document(patientId, newest.id)}>
              Ouvrir la version {newest.versionNumber}
            </Anchor>
          )}
        </Alert>
      ) : null}
      {document.withdrawn === undefined ? null : (
        <Alert color="red" mb="xs" title="Document retiré">
          {document.withdrawn.reason}, le {formatInstant(document.withdrawn.at)}
          {document.withdrawn.by === undefined ? '' : ` par ${document.withdrawn.by}`}.
        </Alert>
      )}
    </>
  )
}

function SideBySide({
  reading: data,
  otherId,
  patientId,
}: {
  reading: DocumentReading
  otherId: string
  patientId: string
}): ReactNode {
  const other = useReading(otherId)
  return (
    <>
      <Anchor component={Link} to={paths.document(patientId, data.document.id)} className="no-print">
        Ne plus comparer
      </Anchor>
      <div className={reading['pair']}>
        {[data, other.data].map((shown, index) => (
          <section key={shown?.document.id ?? index} className={classes['stack']}>
            {shown === undefined ? (
              other.error ? (
                <ErrorPanel error={other.error} onRetry={() => void other.refetch()} />
              ) : (
                <Waiting />
              )
            ) : (
              <>
                <Title order={2}>
                  Version {shown.document.versionNumber}, {formatInstant(shown.document.validatedAt)}
                </Title>
                <ReadingBody reading={shown} />
              </>
            )}
          </section>
        ))}
      </div>
    </>
  )
}

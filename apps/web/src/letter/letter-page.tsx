import type { PatientDetail } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Navigate, useParams } from 'react-router'
import { fetchLetter } from '../api/documents'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { patientName } from '../format/identity'
import { ErrorPanel } from '../ui/error-panel'
import { Page, Waiting } from '../ui/page'
import { LetterEditorView } from './letter-editor-view'

/** How often someone else's saves are looked for. */
const REFRESH_MS = 20_000

/** The letter being written. Once validated, its address leads to the document. */
export function LetterPage({ patient }: { patient: PatientDetail }): ReactNode {
  const { letterId = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: keys.letter(letterId),
    queryFn: ({ signal }) => fetchLetter(letterId, signal),
    refetchInterval: REFRESH_MS,
  })
  if (data === undefined) {
    return error ? (
      <Page title="Lettre">
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      </Page>
    ) : (
      <Waiting lines={8} />
    )
  }
  if (data.documentId !== undefined) return <Navigate to={paths.document(patient.id, data.documentId)} replace />
  return <LetterEditorView key={data.id} letter={data} patientName={patientName(patient.traits)} />
}

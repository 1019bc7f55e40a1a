import type { PatientDetail } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Route, Routes } from 'react-router'
import { fetchPatient } from '../api/identity'
import { keys } from '../api/keys'
import { LetterPage } from '../letter/letter-page'
import { ErrorPanel } from '../ui/error-panel'
import { Waiting } from '../ui/page'
import { Banner } from './banner/banner'
import { RecordTabs } from './record-tabs'
import { AccessTab } from './tabs/access-tab'
import { DocumentPage } from './tabs/document-page'
import { DocumentsTab } from './tabs/documents-tab'
import { IdentityTab } from './tabs/identity-tab'
import { MessagesTab } from './tabs/messages-tab'
import { StaysTab } from './tabs/stays-tab'
import { SummaryTab } from './tabs/summary-tab'

/** The open record: the banner never leaves the screen. */
export function RecordView({ patientId }: { patientId: string }): ReactNode {
  const {
    data: patient,
    error,
    refetch,
  } = useQuery({
    queryKey: keys.patient(patientId),
    queryFn: ({ signal }) => fetchPatient(patientId, signal),
  })
  if (patient === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  return (
    <>
      <Banner patient={patient} />
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      <Content patient={patient} />
    </>
  )
}

function Content({ patient }: { patient: PatientDetail }): ReactNode {
  const { id } = patient
  return (
    <Routes>
      <Route path="lettres/:letterId" element={<LetterPage patient={patient} />} />
      <Route element={<RecordTabs patient={patient} />}>
        <Route index element={<SummaryTab patient={patient} />} />
        <Route path="sejours" element={<StaysTab patientId={id} />} />
        <Route path="documents" element={<DocumentsTab patientId={id} />} />
        <Route path="documents/:documentId" element={<DocumentPage patientId={id} />} />
        <Route path="messages" element={<MessagesTab patientId={id} />} />
        <Route path="identite" element={<IdentityTab patient={patient} />} />
        <Route path="acces" element={<AccessTab patientId={id} />} />
        <Route path="*" element={<SummaryTab patient={patient} />} />
      </Route>
    </Routes>
  )
}

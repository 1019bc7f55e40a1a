import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { RecordGate } from './record-gate'
import { RecordView } from './record-view'

/** A patient's record: access is asked for first, then the banner and its tabs. */
export function RecordPage(): ReactNode {
  const { patientId } = useParams()
  if (patientId === undefined) return null
  return (
    <RecordGate key={patientId} patientId={patientId}>
      <RecordView patientId={patientId} />
    </RecordGate>
  )
}

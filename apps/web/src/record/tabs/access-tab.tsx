import type { ReactNode } from 'react'
import { AuditTable } from '../../admin/audit-table'

/** Who opened this record, and what they did in it. */
export function AccessTab({ patientId }: { patientId: string }): ReactNode {
  return <AuditTable patientId={patientId} />
}

import type { ReactNode } from 'react'
import { Page } from '../ui/page'
import { AuditTable } from './audit-table'

/** The audit trail of the establishment. */
export function AuditPage(): ReactNode {
  return (
    <Page title="Traces">
      <AuditTable />
    </Page>
  )
}

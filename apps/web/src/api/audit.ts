import type { AuditExportView, InsAccessSummary, Page, PartnerTotal } from '@anamnese/contracts'
import { call, type Query } from './client'

export function fetchPartners(query: Query, signal: AbortSignal): Promise<PartnerTotal[]> {
  return call('GET', '/api/audit/partners', { query, signal })
}

/** Who saw the INS of a patient, and with whom it was exchanged: in the record, or from the trail without opening it. */
export function fetchInsAccess(patientId: string, inRecord: boolean, signal: AbortSignal): Promise<InsAccessSummary> {
  return inRecord
    ? call('GET', `/api/audit/patients/${patientId}/ins`, { signal })
    : call('GET', '/api/audit/ins', { query: { patientId }, signal })
}

export function fetchAuditExports(query: Query, signal: AbortSignal): Promise<Page<AuditExportView>> {
  return call('GET', '/api/audit/exports', { query, signal })
}

export function requestAuditExport(criteria: Query): Promise<AuditExportView> {
  return call('POST', '/api/audit/exports', { body: criteria })
}

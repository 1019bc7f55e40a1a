import type { TrailRecordedData } from '../events/audit'

/** GET /api/audit?patientId=&actor=&action=&ins=true&partner=&from=&to=&page=&size= ; `/api/audit.csv` for the extraction. */
export type AuditEntry = TrailRecordedData & { id: string }

/** GET /api/audit/partners?from=&to=&patientId=&ins=… — with whom data was exchanged (INS/va1.46); `/api/audit/partners.csv`. */
export interface PartnerTotal {
  partner: string
  exchanges: number
  /** those that carried the INS */
  withIns: number
  failures: number
  patients: number
  firstAt: string
  lastAt: string
}

/** GET /api/audit/patients/:patientId/ins (record open) or /api/audit/ins?patientId= (audit.read) — who saw the INS of a patient, and with whom it was exchanged (INS/va1.39, INS/va1.46). */
export interface InsAccessSummary {
  total: number
  readers: {
    id: string
    name: string
    idNat?: string
    kind: AuditEntry['actor']['kind']
    accesses: number
    lastAt: string
  }[]
  partners: PartnerTotal[]
}

/** POST /api/audit/exports {filters of the list} — a large extraction, made apart; GET /api/audit/exports; GET /api/audit/exports/:id/file */
export interface AuditExportView {
  id: string
  state: 'waiting' | 'running' | 'ready' | 'failed'
  requestedBy: string
  requestedAt: string
  /** the filters, as they were given */
  criteria: Record<string, string>
  rows: number
  bytes: number
  /** of the whole file, once ready */
  sha256?: string
  /** the trail when it was read: a later control of integrity with these seals shows that it has not been rewritten since */
  heads: { lane: number; seq: number; seal: string }[]
  expiresAt: string
}

import type { TrailRecordedData } from '../events/audit'

/** GET /api/audit?patientId=&actor=&action=&ins=true&partner=&from=&to=&page=&size= ; `/api/audit.csv` for the extraction. */
export type AuditEntry = TrailRecordedData & { id: string }

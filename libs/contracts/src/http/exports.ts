/** POST /api/documents/exports — the documents of one patient, or of a period, with their metadata (PORT/va1.01). */
export interface ExportRequest {
  patientId?: string
  /** civil dates, both included; of the document, not of its arrival */
  from?: string
  to?: string
  types?: string[]
  origins?: string[]
}

/** GET /api/documents/exports and /api/documents/exports/:id */
export interface ExportView {
  id: string
  version: number
  request: ExportRequest
  patientName?: string
  state: 'queued' | 'running' | 'ready' | 'failed' | 'cancelled' | 'expired'
  /** the state as one sentence */
  sentence: string
  requestedBy: string
  requestedAt: string
  finishedAt?: string
  expiresAt?: string
  /** documents */
  total: number
  done: number
  /** bytes of the volumes */
  size: number
  /** GET /api/documents/exports/:id/volumes/:number — each volume is a ZIP */
  volumes: { number: number; documents: number; size: number; sha256: string }[]
  /** documents that could not be exported (altered bytes…): they are listed in the index too */
  problems: number
}

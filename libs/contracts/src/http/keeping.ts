/** POST /api/documents/:documentId/hold {reason} and /release {reason} — legal hold, laid and lifted. Answer DocumentView. */
export interface HoldRequest {
  reason: string
}

/** POST /api/documents/:documentId/delete {reason} — the bytes go, a tombstone stays: who, when, why. 409 under legal hold. */
export interface DeleteDocumentRequest {
  reason: string
}

/** GET /api/documents/retention?page=&size= — documents whose time is over, by the rules of the establishment. */
export interface RetentionLine {
  documentId: string
  patientId: string
  patientName: string
  title: string
  type: string
  origin: string
  date: string
  /** rule that says so, as configured */
  rule: string
  keepUntil: string
}

import type { OrderState } from '../events/exchange'

/**
 * GET /api/dmp/orders and /api/mssante/orders ?patientId=&documentId=&state=&q=&from=&to=&page=&size=&sort=
 * POST /api/dmp/orders/:id/resend and /api/mssante/orders/:id/resend (answers OrderView)
 */
export interface OrderView {
  id: string
  channel: 'DMP' | 'MSS_PRO' | 'MSS_PATIENT'
  patientId: string
  /** birth name and first given name, from the projection */
  patientName: string
  documentId: string
  documentTitle: string
  documentType: { code: string; system: string; display?: string }
  recipient?: string
  state: OrderState
  attempts: number
  controlId?: string
  createdAt: string
  changedAt: string
  nextAttemptAt?: string
  /** the whole status as one sentence with its time and the next step: « Refusé par le DMP à 10 h 42 : INS inconnue. Vérifier l’identité. » */
  sentence: string
  reason?: { code: string; message: string }
  canResend: boolean
  history: { at: string; state: OrderState; sentence: string; author?: string }[]
}

/** GET /api/patients/:patientId/dmp-state — four states (DMP/UX.12), and `unknown` while the DMP has not answered. */
export interface DmpStateView {
  state: 'open-authorised' | 'open-not-authorised' | 'closed' | 'not-created' | 'unknown'
  checkedAt?: string
  /** French sentence */
  message: string
}

/** GET /api/dmp/link and /api/mssante/link — supervision of the link to the PFI. */
export interface LinkView {
  name: string
  host: string
  connected: boolean
  queued: number
  oldestQueuedAt?: string
  lastSuccessAt?: string
  lastError?: { at: string; message: string }
}

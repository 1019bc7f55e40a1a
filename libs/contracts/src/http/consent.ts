/** GET /api/patients/:patientId/choices */
export interface ChoicesView {
  patientId: string
  version: number
  dmpStatus?: 'ACTIF' | 'FERME' | 'INEXISTANT'
  feeding: 'not-collected' | 'not-opposed' | 'opposed'
  feedingAt?: string
  consultation: 'not-collected' | 'accepted' | 'refused'
  consultationAt?: string
  history: { at: string; author: string; what: string; reason?: string }[]
}

/** PUT /api/patients/:patientId/choices */
export interface ChoicesRequest {
  version: number
  feeding: 'not-collected' | 'not-opposed' | 'opposed'
  consultation: 'not-collected' | 'accepted' | 'refused'
  /** required when an opposition is recorded: the legitimate reason */
  reason?: string
}

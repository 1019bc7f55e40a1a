/** What a person or a client may do. Granted to accounts by profession or by an administrator, to clients as OAuth2 scopes. */
export const PERMISSIONS = [
  'patient.read',
  'identity.write',
  'identity.strict',
  'identity.merge',
  'document.read',
  'document.write',
  'document.validate',
  'exchange.manage',
  'consent.write',
  'indicator.read',
  'audit.read',
  'directory.manage',
  'admin',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Who acts: the content of the internal token that the gateway signs for the services. */
export interface Actor {
  kind: 'person' | 'client'
  /** account id, or OAuth2 client id */
  id: string
  /** as shown to people, e.g. `Dr Maëlle KERVADEC` */
  name: string
  family?: string
  given?: string
  prefix?: string
  /** PS_idNat */
  idNat?: string
  /** profession code (TRE_G15 or other roles) */
  profession?: string
  /** value set J01 */
  specialty?: { code: string; system: string; display?: string }
  /** FINESS géographique */
  establishment: string
  structure: { idNat: string; name: string }
  /** units (UF) of the person */
  units: string[]
  permissions: Permission[]
  /** the patient whose record is open, and on which ground */
  patientContext?: { patientId: string; purpose: 'care' | 'break-glass' | 'identity'; reason?: string }
}

/** GET /auth/session — 401 when nobody is signed in. */
export interface Session {
  actor: Actor
  /** to be sent back as `X-CSRF-Token` with each unsafe request */
  csrfToken: string
  /** absolute end of the session */
  expiresAt: string
  /** seconds without any action after which the session ends */
  idleSeconds: number
  /** other exercises (PSC activities) that the person may choose */
  exercises: { id: string; label: string; current: boolean }[]
}

/** POST /api/patients/:patientId/access — asks to open a record. 403 `ACCESS.BREAK_GLASS_NEEDED` asks for a reason. */
export interface OpenRecordRequest {
  /** reason of a break-glass, at least 10 characters */
  reason?: string
}
export interface OpenRecordResponse {
  /** the record that is open now: that which the one asked for was merged into, when it was */
  patientId: string
  /** the record asked for, when it is not the one that opened */
  mergedFrom?: string
  purpose: 'care' | 'break-glass' | 'identity'
}

/** Sent on GET /api/live (server-sent events, event name `change`): what to fetch again. No health data. */
export interface LiveChange {
  kind: 'patient' | 'stay' | 'choices' | 'document' | 'dmp-order' | 'mssante-order'
  id: string
  patientId?: string
}

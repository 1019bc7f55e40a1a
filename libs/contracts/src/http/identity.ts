import type { IdentityAttribute, IdentityStatus, Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { LocalIdentifier, NamedProfessional } from '../events/schemas'
import type { BirthDetails, PastTraitsView } from './identity-editing'
import type { AdministrativeView } from './administrative'
import type { InsDoubt } from './insi'

/**
 * GET /api/patients?q=&name=&givenName=&birthDate=&status=&page=&size=&sort=
 * `q` is the one search field: name and given name (first letters, accents, hyphens and apostrophes ignored), a birth date
 * (dd/mm/yyyy), an IPP, a matricule (15 characters with a valid key) or a scanned INS datamatrix.
 */
export interface PatientSummary {
  id: string
  traits: IdentityTraits
  status: IdentityStatus
  attributes: IdentityAttribute[]
  ins?: Ins & { nature: 'NIR' | 'NIA' }
  ipps: LocalIdentifier[]
  mergedInto?: string
}

/** GET /api/patients/:patientId */
export interface PatientDetail extends PatientSummary {
  version: number
  address?: { lines: string[]; city?: string; postalCode?: string; country?: string }
  telecoms: { system: 'tel' | 'mailto'; value: string }[]
  generalPractitioner?: NamedProfessional
  administrative?: AdministrativeView
  /** what is known of the birth beyond the traits */
  birth?: BirthDetails
  deathAt?: string
  sources: IdentitySourceView[]
  history: IdentityHistoryEntry[]
  /** sets of strict traits that the record had before, the most recent first */
  pastTraits: PastTraitsView[]
  createdAt: string
  changedAt: string
  insHistory: { ins: Ins; from: string; until?: string; reason?: string }[]
  /** a contrary fact asks for a decision on the INS */
  insDoubt?: InsDoubt
  /** last time that the national base confirmed or gave the INS */
  insVerifiedAt?: string
}

/** Where an identity comes from. The status is computed from the active sources. */
export interface IdentitySourceView {
  id: string
  mode: IdentitySourceMode
  traits: IdentityTraits
  proof?: { type: string; label: string; highConfidence: boolean }
  author: string
  at: string
  active: boolean
  endedAt?: string
  endReason?: string
  /** a person ended it here: that can be undone */
  restorable?: boolean
}

export type IdentitySourceMode = 'MANUAL' | 'IMPORT' | 'INTEROP' | 'INSI' | 'DATAMATRIX' | 'VITALE' | 'APP_VITALE'

export interface IdentityHistoryEntry {
  at: string
  author: string
  /** French sentence */
  what: string
  reason?: string
  /** version of the record that the change made */
  version?: number
  /** what the sentence is about; with the former and the new value of a status or of attributes */
  kind?: 'creation' | 'traits' | 'status' | 'ins' | 'attributes' | 'source' | 'birth'
  from?: string
  to?: string
}

/** POST /api/patients/:patientId/insi/search — calls the INSi teleservice with the traits of the record. */
export interface InsiSearchResponse {
  /** 00 found, 01 nobody, 02 several, or `unavailable` (fault, timeout): care goes on */
  outcome: 'found' | 'not-found' | 'several' | 'unavailable'
  code: string
  /** French sentence: what happened, what to do */
  message: string
  callId: string
  found?: { ins: Ins & { nature: 'NIR' | 'NIA' }; traits: IdentityTraits; warnings: string[] }
  differences: { field: keyof IdentityTraits; label: string; local: string; national: string }[]
}

/** POST /api/patients/:patientId/insi/accept */
export interface InsiAcceptRequest {
  callId: string
  version: number
}

/** POST /api/patients/:patientId/proofs — coherence check on an identity document (code of PAM ZFD-7: CN, PA, CS, LE…). */
export interface ProofRequest {
  type: string
  version: number
}

/** POST /api/patients/:patientId/qualify — INSi call and coherence check in one act, for the worklist (three actions). */
export interface QualifyRequest extends ProofRequest {
  acceptDifferences?: boolean
}
export interface QualifyResponse {
  patient: PatientDetail
  insi: InsiSearchResponse
}

/** GET /api/identity/messages?outcome=&q=&page=&size= — HL7 messages received, kept for examination. */
export interface Hl7MessageView {
  id: string
  receivedAt: string
  peer: string
  controlId?: string
  event?: string
  outcome: 'AA' | 'AE' | 'AR'
  findings: { severity: 'E' | 'W' | 'I'; location: string; code: string; message: string }[]
  patientId?: string
}
/** GET /api/identity/messages/:id — with the message as received (audited: it may carry an INS). */
export interface Hl7MessageDetail extends Hl7MessageView {
  text: string
  answer: string
}

import type { Code, ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { DocumentRecipient } from '../events/documents'

/** The sections of a discharge letter (decree 2016-995), in the order of the page. */
export const LETTER_SECTIONS = [
  { key: 'reason', title: 'Motif d’hospitalisation', required: true },
  { key: 'summary', title: 'Synthèse médicale du séjour', required: true },
  { key: 'results', title: 'Actes et résultats d’examens', required: false },
  { key: 'allergies', title: 'Allergies et effets indésirables', required: false },
  { key: 'treatments', title: 'Traitements à la sortie', required: true },
  { key: 'stoppedTreatments', title: 'Traitements arrêtés ou modifiés', required: false },
  { key: 'followUp', title: 'Suites à donner, soins et rendez-vous', required: true },
] as const
export type LetterSectionKey = (typeof LETTER_SECTIONS)[number]['key']

/** POST /api/patients/:patientId/letters — a draft from the template, filled from the stay. Answers LetterView. */
export interface CreateLetterRequest {
  stayNumber: string
  /** the validated document that the new version will replace */
  replaces?: string
}

/** GET /api/letters/:letterId */
export interface LetterView {
  id: string
  patientId: string
  stayNumber: string
  /** grows with each save: two people cannot overwrite each other */
  version: number
  state: 'draft' | 'validated' | 'abandoned'
  title: string
  sections: Record<LetterSectionKey, string>
  recipients: DocumentRecipient[]
  /** this one document is kept from the DMP by a deliberate act; never remembered (DMP/ALI/PROG.03) */
  blockDmp: boolean
  maskedToProfessionals: boolean
  invisibleToPatient: boolean
  invisibleToRepresentatives: boolean
  author: ProfessionalRef
  savedAt: string
  savedBy: string
  /** what prevents validation, French sentences; empty = may be validated */
  obstacles: string[]
  /** what will happen to the document once validated, French sentences (DMP, MSSanté) */
  consequences: string[]
  documentId?: string
}

/** PUT /api/letters/:letterId — 409 `LETTER.CONFLICT` says who saved meanwhile. */
export interface SaveLetterRequest {
  version: number
  sections?: Partial<Record<LetterSectionKey, string>>
  recipients?: DocumentRecipient[]
  blockDmp?: boolean
  maskedToProfessionals?: boolean
  invisibleToPatient?: boolean
  invisibleToRepresentatives?: boolean
}

/** GET /api/letters/:letterId/preview — application/pdf. POST /api/letters/:letterId/validate {version} answers DocumentView. */
export interface ValidateLetterRequest {
  version: number
}

/**
 * GET /api/patients/:patientId/documents?type=&q=&page=&size=&sort= and GET /api/documents/:documentId.
 * Forms: GET /api/documents/:documentId/content?form=pdf|cda
 */
export interface DocumentView {
  id: string
  patientId: string
  oid: string
  setId: string
  versionNumber: number
  /** true when a newer version exists */
  superseded: boolean
  type: Code
  title: string
  origin: 'produced' | 'dmp' | 'mssante'
  stayNumber?: string
  author: ProfessionalRef
  validator: ProfessionalRef
  recipients: DocumentRecipient[]
  validatedAt: string
  maskedToProfessionals: boolean
  invisibleToPatient: boolean
  invisibleToRepresentatives: boolean
  sendToDmp: boolean
}

/** GET /api/letters?state=draft&author=me|all&unit=&patientId=&q=&page=&size= — worklist of documents to validate. */
export interface LetterSummary {
  id: string
  patientId: string
  patientName: string
  patientBirthDate: string
  title: string
  stayNumber: string
  unit?: { code: string; label?: string }
  author: string
  savedAt: string
  state: LetterView['state']
}

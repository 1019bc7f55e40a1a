import type { Code, ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { Confidentiality, DocumentRecipient } from '../events/documents'
import type { LetterData, LetterReturn, LetterReview } from './document-types'

/** The sections of a discharge letter (decree 2016-995), in the order of the page; those of other types come with the type. */
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
  /** code of the type (J07), the discharge letter by default; a new version is of the type of what it replaces */
  type?: string
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
  state: 'draft' | 'to-validate' | 'validated' | 'abandoned'
  type: Code
  title: string
  /** text by key of section of the type */
  sections: Record<string, string>
  /** only of a type that is structured */
  data: LetterData
  /** while it waits for a signature */
  review?: LetterReview
  /** the last time that it was given back */
  returned?: LetterReturn
  /** the document that it will replace */
  replaces?: string
  recipients: DocumentRecipient[]
  /** that of the type until someone chooses; only a document of normal confidentiality feeds the DMP */
  confidentiality: Confidentiality
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
  title?: string
  sections?: Record<string, string>
  /** replaces the data as a whole */
  data?: LetterData
  recipients?: DocumentRecipient[]
  confidentiality?: Confidentiality
  blockDmp?: boolean
  maskedToProfessionals?: boolean
  invisibleToPatient?: boolean
  invisibleToRepresentatives?: boolean
}

/** GET /api/letters/:letterId/recipients — those to whom the letter may go, from the record of the patient; they are not added by themselves. */
export interface RecipientSuggestion {
  recipient: DocumentRecipient
  /** why they are offered, in French: « Médecin traitant » */
  because: string
}

/** GET /api/letters/:letterId/preview — application/pdf. POST /api/letters/:letterId/validate {version} answers DocumentView. */
export interface ValidateLetterRequest {
  version: number
}

/**
 * POST /api/documents/:documentId/withdraw — a document validated here is withdrawn: shown as such, its waiting sendings given up. What has
 * already left is not called back. Answers DocumentView; 409 when it already is, or has a newer version.
 */
export interface WithdrawDocumentRequest {
  reason: string
}

/** Where a document comes from. */
export type DocumentOrigin = 'produced' | 'dmp' | 'mssante' | 'file'

/** The forms that the bytes of a document have. */
export type DocumentForm = 'pdf' | 'cda' | 'image' | 'original' | 'stylesheet'

/** An author as the document names him: that of a document from outside may be a device, or have no identifier. */
export interface DocumentAuthor {
  idNat?: string
  family: string
  given?: string
  prefix?: string
  specialty?: Code
  structure?: { idNat?: string; name: string }
}

/**
 * GET /api/patients/:patientId/documents?type=&origin=&flag=&from=&to=&superseded=&q=&page=&size=&sort=
 * and GET /api/documents/:documentId. Bytes: GET /api/documents/:documentId/content?form=
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
  origin: DocumentOrigin
  stayNumber?: string
  author: DocumentAuthor
  /** absent when the document names nobody */
  validator?: ProfessionalRef
  recipients: DocumentRecipient[]
  /** the date of the document: its validation here, or the effectiveTime of a document received */
  validatedAt: string
  /** of a document produced here */
  confidentiality?: Confidentiality
  maskedToProfessionals: boolean
  invisibleToPatient: boolean
  invisibleToRepresentatives: boolean
  sendToDmp: boolean
  forms: DocumentForm[]
  /** when it came, and from whom */
  received?: { at: string; sender?: string; invalid: boolean }
  /** coded results out of range: « critical » when one asks for action at once */
  flag?: 'abnormal' | 'critical'
  /** its author withdrew it: shown as such, never as current */
  withdrawn?: { at: string; by?: string; reason: string }
  hold?: { at: string; by: string; reason: string }
  /** the tombstone of a document whose bytes are gone */
  deleted?: { at: string; by: string; reason: string }
}

/**
 * GET /api/letters?state=draft,to-validate&author=me|all&validator=me&unit=&type=&patientId=&q=&page=&size= — worklist of documents to
 * validate. `validator=me`: those that I am asked to sign, or that anyone may.
 */
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
  type: Code
  /** who is asked to sign, while it waits */
  validator?: string
}

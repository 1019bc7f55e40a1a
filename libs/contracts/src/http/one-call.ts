import type { Code } from '@anamnese/domain-professional-ids'
import type { Confidentiality, DocumentRecipient } from '../events/documents'
import type { LetterData } from './document-types'
import type { DocumentView, LetterView } from './documents'

/** A professional as a program names them: the label and the structure are found when they are left out. */
export interface ProduceAuthor {
  /** PS_idNat: 8 followed by the RPPS, 0 followed by the ADELI */
  idNat: string
  family: string
  given: string
  prefix?: string
  /** profession and know-how, value set J01 */
  specialty: Pick<Code, 'code'> & Partial<Code>
}

/**
 * POST /api/patients/:patientId/documents/produce — creates, validates and sends a document in one call, from a simplified model.
 * Header `Idempotency-Key`: the same request again makes one document and gets the same answer. 422 says what is wrong, field by field.
 */
export interface ProduceDocumentRequest {
  /** code of the type (J07), among GET /api/document-types */
  type: string
  stayNumber: string
  /** who writes it; needed from a program, and for a person it is themselves */
  author?: ProduceAuthor
  /** who signs it, the author when absent; only from a program */
  validator?: ProduceAuthor
  title?: string
  /** texts by key of section of the type; or `pdf` */
  sections?: Record<string, string>
  /** what is coded in a structured document */
  data?: LetterData
  /** PDF/A-1 in base64: the page as another software made it */
  pdf?: string
  recipients?: DocumentRecipient[]
  /** that of the type when absent */
  confidentiality?: Confidentiality
  blockDmp?: boolean
  maskedToProfessionals?: boolean
  invisibleToPatient?: boolean
  invisibleToRepresentatives?: boolean
  /** the document that this one is a new version of */
  replaces?: string
  /** true (default): validated, then sent as its type and the choices of the patient allow; false: submitted to its validator */
  send?: boolean
}

export interface ProduceDocumentResponse {
  letterId: string
  /** the document, once validated */
  document?: DocumentView
  /** what was prepared, when `send` is false */
  letter?: LetterView
  /** what becomes of it, French sentences (DMP, MSSanté) */
  consequences: string[]
  /** the answer of an earlier call with the same key */
  replayed: boolean
}

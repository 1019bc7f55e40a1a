import type { Code } from '@anamnese/domain-professional-ids'
import type { ArrivalState } from '../events/received'
import type { DocumentOrigin } from './documents'

/**
 * POST /api/documents/received?patientId=&type=&title= — one file: `multipart/form-data` (part `file`) or its bytes
 * (`application/octet-stream`, name in `fileName`). Answers ArrivalView: kept, whatever it is; its state says what became of it.
 */
export interface ReceiveQuery {
  /** the record that the person chose */
  patientId?: string
  /** type of document (value set J07), for what is not a CDA */
  type?: string
  title?: string
  fileName?: string
}

/** What a bare file is, seen in its bytes and not in its name. */
export type ContentKind = 'cda' | 'xdm' | 'pdf' | 'jpeg' | 'png' | 'tiff' | 'rtf' | 'text' | 'html' | 'unknown'

/** A patient that an arrival may belong to, and on what ground. */
export interface PatientSuggestion {
  patientId: string
  name: string
  birthDate: string
  ground: 'ins' | 'ipp' | 'traits' | 'chosen'
  /** French labels of the traits that contradict each other: integrating asks for a deliberate choice */
  differences: string[]
}

/** One departure of a document from a rule, as `check` words it. */
export interface DocumentFinding {
  severity: 'error' | 'warning'
  rule: string
  where: string
  message: string
}

/**
 * GET /api/documents/received?state=&origin=&q=&page=&size=&sort= and GET /api/documents/received/:id
 *
 * States: `received` is being examined · `opened` an archive whose documents are arrivals of their own · `integrated` ·
 * `duplicate` already in the record · `withdrawn` its author withdrew the document · `to-attach` a person has to say whose it is ·
 * `conflict` another document has the same version of the same set · `refused` unreadable or beyond the limits ·
 * `infected` · `failed` could not be examined, may be tried again · `dismissed` by a person.
 */
export interface ArrivalView {
  id: string
  version: number
  origin: Exclude<DocumentOrigin, 'produced'>
  state: ArrivalState
  /** the whole state as one sentence with the next step */
  sentence: string
  reason?: { code: string; message: string }
  fileName?: string
  size: number
  kind?: ContentKind
  sender?: string
  subject?: string
  receivedAt: string
  receivedBy?: string
  /** the document as it says it is */
  document?: {
    oid: string
    setId?: string
    versionNumber?: number
    type: Code
    title: string
    date: string
    author?: string
  }
  /** the patient as the document names him */
  patient?: { birthName?: string; givenName?: string; birthDate?: string; sex?: string; ins?: string }
  suggestion?: PatientSuggestion
  patientId?: string
  documentId?: string
  findings: DocumentFinding[]
  history: { at: string; state: ArrivalState; by?: string; message?: string }[]
}

/** POST /api/documents/received/:id/attach — puts it in a record. Answers ArrivalView. */
export interface AttachRequest {
  version: number
  patientId: string
  /** type of document (J07), for what is not a CDA */
  type?: string
  title?: string
  /** the person saw that the traits differ and says that it is this patient nevertheless */
  despiteDifferences?: boolean
  /** of a conflict: keep this one too, as another document */
  keepBoth?: boolean
}

/** POST /api/documents/received/:id/dismiss — kept aside, with the reason. POST …/:id/retry {version} examines again. */
export interface DismissRequest {
  version: number
  reason: string
}

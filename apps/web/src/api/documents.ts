import type {
  CreateLetterRequest,
  DocumentTypeView,
  DocumentForm,
  DocumentReading,
  DocumentView,
  LetterSummary,
  LetterView,
  Page,
  RecipientSuggestion,
  SaveLetterRequest,
  SubmitLetterRequest,
} from '@anamnese/contracts'
import { call, type Query } from './client'

export function fetchDocuments(patientId: string, query: Query, signal: AbortSignal): Promise<Page<DocumentView>> {
  return call('GET', `/api/patients/${patientId}/documents`, { query, signal })
}

export function fetchDocument(id: string, signal: AbortSignal): Promise<DocumentView> {
  return call('GET', `/api/documents/${id}`, { signal })
}

/** What the reading room shows of a document; a heavy one takes a moment to be read. */
export function fetchReading(id: string, signal: AbortSignal): Promise<DocumentReading> {
  return call('GET', `/api/documents/${id}/view`, { signal, timeout: 60_000 })
}

/** Where the bytes of a document are. */
export function contentAddress(documentId: string, form: DocumentForm): string {
  return `/api/documents/${documentId}/content?form=${form}`
}

/** Withdraws a validated document: it stays, marked, and is not sent any more. */
export function withdrawDocument(id: string, reason: string): Promise<DocumentView> {
  return call('POST', `/api/documents/${id}/withdraw`, { body: { reason } })
}

export function createLetter(patientId: string, body: CreateLetterRequest): Promise<LetterView> {
  return call('POST', `/api/patients/${patientId}/letters`, { body })
}

export function fetchLetter(id: string, signal: AbortSignal): Promise<LetterView> {
  return call('GET', `/api/letters/${id}`, { signal })
}

export function fetchLetters(query: Query, signal: AbortSignal): Promise<Page<LetterSummary>> {
  return call('GET', '/api/letters', { query, signal })
}

/** Those to whom a letter may go, from the record of its patient. */
export function fetchSuggestedRecipients(letterId: string, signal: AbortSignal): Promise<RecipientSuggestion[]> {
  return call('GET', `/api/letters/${letterId}/recipients`, { signal })
}

export function saveLetter(id: string, body: SaveLetterRequest): Promise<LetterView> {
  return call('PUT', `/api/letters/${id}`, { body })
}

/** Makes the PDF and the CDA, checks them and keeps them: a few seconds at most. */
export function validateLetter(id: string, version: number): Promise<DocumentView> {
  return call('POST', `/api/letters/${id}/validate`, { body: { version }, timeout: 60_000 })
}

/** The kinds of documents that may be written here: they change with the configuration of the hospital only. */
export function fetchDocumentTypes(signal: AbortSignal): Promise<DocumentTypeView[]> {
  return call('GET', '/api/document-types', { signal })
}

/** Asks for the signature of a letter, of someone or of whoever may sign. */
export function submitLetter(id: string, body: SubmitLetterRequest): Promise<LetterView> {
  return call('POST', `/api/letters/${id}/submit`, { body })
}

/** Gives a letter back to who wrote it, with what is to be changed. */
export function returnLetter(id: string, version: number, comment: string): Promise<LetterView> {
  return call('POST', `/api/letters/${id}/return`, { body: { version, comment } })
}

/** Takes a submitted letter back, to go on writing. */
export function withdrawLetter(id: string, version: number): Promise<LetterView> {
  return call('POST', `/api/letters/${id}/withdraw`, { body: { version } })
}

/** Gives a draft up. */
export function abandonLetter(id: string, version: number): Promise<LetterView> {
  return call('POST', `/api/letters/${id}/abandon`, { body: { version } })
}

export function previewAddress(letterId: string, version: number): string {
  return `/api/letters/${letterId}/preview?v=${version}`
}

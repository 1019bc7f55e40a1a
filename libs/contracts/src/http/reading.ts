import type { Code } from '@anamnese/domain-professional-ids'
import type { DocumentView } from './documents'
import type { DocumentFinding } from './received'

/** An element of a narrative that is shown, from a closed list of tags; text is a plain string. No markup ever travels. */
export type NarrativeNode = string | NarrativeElement
export interface NarrativeElement {
  tag:
    | 'p'
    | 'br'
    | 'ul'
    | 'ol'
    | 'li'
    | 'table'
    | 'caption'
    | 'thead'
    | 'tbody'
    | 'tfoot'
    | 'tr'
    | 'th'
    | 'td'
    | 'strong'
    | 'em'
    | 'u'
    | 's'
    | 'sub'
    | 'sup'
    | 'span'
    | 'figure'
    | 'pre'
  colSpan?: number
  rowSpan?: number
  /** of a `figure`: its number, for GET /api/documents/:documentId/images/:number */
  image?: number
  children: NarrativeNode[]
}

export interface NarrativeSection {
  title: string
  code?: Code
  content: NarrativeNode[]
  sections: NarrativeSection[]
}

/** How a result departs from what is expected, from interpretationCode (HL7 ObservationInterpretation). */
export type ResultFlag = 'normal' | 'low' | 'high' | 'abnormal' | 'critical-low' | 'critical-high' | 'critical'

/** A result of biology or of a measure, as the entries of the document code it. */
export interface CodedResult {
  name: string
  code?: Code
  value: string
  unit?: string
  reference?: string
  /** civil date or instant, as precise as the document */
  at?: string
  flag?: ResultFlag
  /** the flag in French words: « Élevé », « Bas, critique » */
  flagWord?: string
}

/** What can be shown of the body of a document; bytes are at `/content?form=`. */
export type DocumentBody =
  | { kind: 'pdf' }
  | { kind: 'image'; mediaType: string }
  | { kind: 'text'; text: string; truncated: boolean }
  /** made harmless; shown in a sandboxed frame of its own all the same */
  | { kind: 'html'; html: string }
  | { kind: 'narrative' }
  | { kind: 'file'; mediaType: string; message: string }
  | { kind: 'none'; message: string }

/** GET /api/documents/:documentId/view — what the reading room shows. */
export interface DocumentReading {
  document: DocumentView
  /** what to show first: the PDF copy when there is one */
  body: DocumentBody
  /** the narrative of a structured document, with its own presentation */
  narrative?: NarrativeSection[]
  /** coded results, those out of range first */
  results: CodedResult[]
  /** every version of the same set, newest first */
  versions: DocumentView[]
  /** what the header says, beyond the line of the list */
  header: { label: string; value: string }[]
  /** departures from the rules, for documents received */
  findings: DocumentFinding[]
  /** how it was presented: own presentation; the producer's is kept, and never run here */
  presentation: { by: 'producer-pdf' | 'own' | 'producer-html'; stylesheetKept: boolean }
}

import type { CdaHeader } from '@anamnese/interop-cda'
import type { Code } from '@anamnese/domain-professional-ids'

/** The elements that a narrative is shown with: a closed list, so that nothing that a document holds becomes markup of ours. */
export type NarrativeTag =
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

export interface NarrativeElement {
  tag: NarrativeTag
  colSpan?: number
  rowSpan?: number
  /** of a `figure`: its number in {@link CdaReading.images} */
  image?: number
  children: NarrativeNode[]
}
export type NarrativeNode = string | NarrativeElement

export interface NarrativeSection {
  title: string
  code?: Code
  content: NarrativeNode[]
  sections: NarrativeSection[]
}

export type ResultFlag = 'normal' | 'low' | 'high' | 'abnormal' | 'critical-low' | 'critical-high' | 'critical'

/** A coded result. `at` is an HL7 TS as written. */
export interface CodedResult {
  name: string
  code?: Code
  value: string
  unit?: string
  reference?: string
  at?: string
  flag?: ResultFlag
  flagWord?: string
}

/** A file that a document carries. */
export interface EmbeddedFile {
  mediaType: string
  bytes: Buffer
}

/** A CDA as people read it: the header, then what there is of body. */
export interface CdaReading {
  header: CdaHeader
  /** the file of an N1, or the PDF copy of an N3: shown first */
  file?: EmbeddedFile
  /** of an N3 */
  sections: NarrativeSection[]
  images: EmbeddedFile[]
  results: CodedResult[]
  /** the document names a stylesheet, or is inside its own: it is kept with the document, and not run */
  stylesheet?: 'reference' | 'self-presenting'
  /** true when the narrative was cut at the limit of what is shown */
  truncated: boolean
}

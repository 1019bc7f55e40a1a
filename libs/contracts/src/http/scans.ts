import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { IdentityMatch, InitialIdentity } from './insi'

/** POST /api/identity/scans — an INS datamatrix as a scanner typed it, or its picture (PNG or JPEG, base64). */
export interface ScanRequest {
  text?: string
  image?: string
}

export interface ScanFinding {
  severity: 'error' | 'warning'
  code: string
  /** field of the datamatrix, `header`, `message`, `image` or `record` */
  where: string
  /** French sentence */
  message: string
}

/** What the code says, what is odd in it, and whose record it may be. Without an error among the findings, INS and traits are whole. */
export interface ScanResponse {
  ins?: Ins & { nature: 'NIR' | 'NIA' }
  traits: Partial<IdentityTraits>
  findings: ScanFinding[]
  matches: IdentityMatch[]
  /** what a new record would start with, when no record has this INS; it stays provisional until a document and INSi say otherwise */
  initial?: InitialIdentity
}

/** GET /api/identity/label-formats */
export interface LabelFormatView {
  code: string
  /** French */
  label: string
  /** labels of one sheet; 1 for a roll */
  perPage: number
}

import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'

/** A part of the letter: a heading and its text. A line end starts a new line, an empty line a new paragraph. */
export interface LetterSection {
  heading: string
  text: string
  /** printed under the text */
  table?: LetterTable
}

export interface LetterTable {
  headings: readonly string[]
  /** shares of the width of the page, one by column */
  widths: readonly number[]
  rows: readonly (readonly string[])[]
}

export interface PrintedRecipient {
  name: string
  /** structure, specialty, mailbox… each on its own line */
  details?: string[]
}

export interface PrintedSigner {
  /** `Dr Maëlle KERVADEC` */
  name: string
  /** profession or specialty, identifier */
  details?: string
  /** ISO 8601 instant */
  at: string
}

/** What is on the page. Instants are ISO 8601; they are shown in the time of {@link PrintedLetter.timeZone}. */
export interface PrintedLetter {
  title: string
  documentId: string
  /** from 1; above, the letter says that it replaces the one before */
  versionNumber: number
  hospital: { name: string; unit?: string; lines?: string[] }
  patient: {
    traits: IdentityTraits
    /** only of a qualified identity: with it come the matricule, its nature and the datamatrix (EXI DIF 02) */
    ins?: Ins
    ipp?: string
  }
  stay?: { number?: string; unit?: string; start?: string; end?: string; /** mode of discharge */ outcome?: string }
  recipients: PrintedRecipient[]
  sections: LetterSection[]
  author: PrintedSigner
  /** absent: the letter is a draft, and says so on every page */
  validation?: PrintedSigner
  custodian: { name: string; id: string }
  /** information of the patient on the processing of his data (GDPR), as the hospital words it */
  notice?: string
  /** IANA name, `Europe/Paris` by default */
  timeZone?: string
}

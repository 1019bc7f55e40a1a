import type {
  BlobRef,
  Confidentiality,
  DocumentAuthor,
  DocumentOrigin,
  DocumentRecipient,
  DocumentView,
  Unit,
} from '@anamnese/contracts'
import type { Code, ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { Stored } from '@anamnese/platform-mongo'

/** A document of a record: a version validated here, or one that came from outside. What it says never changes. */
export interface ClinicalDocument extends Stored {
  patientId: string
  oid: string
  setId: string
  versionNumber: number
  superseded: boolean
  /** the version that this one replaces */
  replaces?: string
  /** the same, as the document from outside names it: its version may come later, or never */
  replacesOid?: string
  type: Code
  title: string
  origin: DocumentOrigin
  letterId?: string
  stayNumber?: string
  unit?: Unit
  author: DocumentAuthor
  validator?: ProfessionalRef
  recipients: DocumentRecipient[]
  /** of a document produced here */
  confidentiality?: Confidentiality
  maskedToProfessionals: boolean
  invisibleToPatient: boolean
  invisibleToRepresentatives: boolean
  sendToDmp: boolean
  withIns: boolean
  /** the CDA as it came or was made: never rewritten */
  cda?: BlobRef
  /** the PDF, that of the CDA when it has one */
  pdf?: BlobRef
  image?: BlobRef
  /** what came when it is none of these: text, RTF, HTML, TIFF */
  original?: BlobRef
  /** stylesheet that the producer joined: kept, never run */
  stylesheet?: BlobRef
  /** of a document from outside */
  received?: { at: string; arrivalId: string; sender?: string; invalid: boolean; sha256: string }
  flag?: 'abnormal' | 'critical'
  withdrawn?: DocumentView['withdrawn']
  hold?: DocumentView['hold']
  deleted?: DocumentView['deleted']
  validatedAt: string
}

/** What the validation of a letter makes: all its forms, and who answers for it. */
export type ProducedDocument = ClinicalDocument &
  Required<Pick<ClinicalDocument, 'validator' | 'cda' | 'pdf'>> & { author: ProfessionalRef }

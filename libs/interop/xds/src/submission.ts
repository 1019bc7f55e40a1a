import type { Code } from '@anamnese/domain-professional-ids'

/** Author of a document or of a submission set, in the HL7 v2 encodings of XDS. */
export interface XdsAuthor {
  /** XCN */
  person: string
  /** XON */
  institutions: string[]
  specialty?: string
  role?: string
}

/** Metadata of one document. Times are UTC digits (`yyyyMMddHHmmss`, as precise as known). */
export interface DocumentEntry {
  /** symbolic id within the submission, or entryUUID */
  id: string
  mimeType: string
  title: string
  comments?: string
  authors: XdsAuthor[]
  classCode: Required<Code>
  typeCode: Required<Code>
  formatCode: Required<Code>
  confidentialityCodes: Required<Code>[]
  eventCodes: Required<Code>[]
  facilityType: Required<Code>
  practiceSetting: Required<Code>
  creationTime: string
  serviceStartTime?: string
  serviceStopTime?: string
  /** SHA-1 in hexadecimal of the bytes as sent */
  hash: string
  /** bytes */
  size: number
  languageCode: string
  /** XCN */
  legalAuthenticator?: string
  /** CX */
  patientId: string
  /** CX */
  sourcePatientId: string
  /** `PID-n|…` values */
  sourcePatientInfo: string[]
  referenceIds: string[]
  uniqueId: string
  repositoryUniqueId?: string
  /** path in an XDM medium */
  uri?: string
}

export interface SubmissionSet {
  id: string
  submissionTime: string
  title?: string
  comments?: string
  author: XdsAuthor
  contentType: Required<Code>
  patientId: string
  sourceId: string
  uniqueId: string
}

export interface Association {
  type: string
  source: string
  target: string
  slots: Readonly<Record<string, string>>
}

/** What one SubmitObjectsRequest carries. */
export interface Submission {
  set: SubmissionSet
  documents: DocumentEntry[]
  associations: Association[]
}

import type { BlobRef, DocumentRecipient, DocumentView, Unit } from '@anamnese/contracts'
import type { Code, ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { Stored } from '@anamnese/platform-mongo'

/** A version of a document, as it was validated. Only `superseded` ever changes. */
export interface ClinicalDocument extends Stored {
  patientId: string
  oid: string
  setId: string
  versionNumber: number
  superseded: boolean
  /** the version that this one replaces */
  replaces?: string
  type: Code
  title: string
  origin: DocumentView['origin']
  letterId?: string
  stayNumber?: string
  unit?: Unit
  author: ProfessionalRef
  validator: ProfessionalRef
  recipients: DocumentRecipient[]
  maskedToProfessionals: boolean
  invisibleToPatient: boolean
  invisibleToRepresentatives: boolean
  sendToDmp: boolean
  withIns: boolean
  cda: BlobRef
  pdf: BlobRef
  validatedAt: string
}

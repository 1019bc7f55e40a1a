import type { DocumentRecipient, LetterSectionKey, LetterView, Unit } from '@anamnese/contracts'
import type { ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { Stored } from '@anamnese/platform-mongo'

/** A letter being written. Once validated it is history: the document is elsewhere, and a new version is another letter. */
export interface Letter extends Stored {
  patientId: string
  stayNumber: string
  unit?: Unit
  state: LetterView['state']
  title: string
  sections: Record<LetterSectionKey, string>
  recipients: DocumentRecipient[]
  /** kept from the DMP by a deliberate act on this letter; a new letter starts without (DMP/ALI/PROG.03) */
  blockDmp: boolean
  maskedToProfessionals: boolean
  invisibleToPatient: boolean
  invisibleToRepresentatives: boolean
  author: ProfessionalRef
  createdBy: { id: string; name: string }
  createdAt: string
  savedAt: string
  savedBy: string
  /** the document that this letter will replace */
  replaces?: string
  /** the document that the validation made */
  documentId?: string
}

/** LOINC 11490-0, value set J07. */
export const LETTER_TYPE = {
  code: '11490-0',
  system: '2.16.840.1.113883.6.1',
  display: "Lettre de liaison à la sortie d'un établissement de soins",
} as const

export const LETTER_TITLE = 'Lettre de liaison à la sortie'

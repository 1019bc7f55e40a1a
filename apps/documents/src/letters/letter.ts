import type {
  BlobRef,
  Confidentiality,
  DocumentRecipient,
  LetterData,
  LetterReturn,
  LetterReview,
  LetterView,
  Unit,
} from '@anamnese/contracts'
import type { Code, ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { Stored } from '@anamnese/platform-mongo'

/** A letter being written. Once validated it is history: the document is elsewhere, and a new version is another letter. */
export interface Letter extends Stored {
  patientId: string
  stayNumber: string
  unit?: Unit
  state: LetterView['state']
  /** absent on letters begun before there were several types: a discharge letter */
  type?: Code
  title: string
  /** text by key of section of the type */
  sections: Record<string, string>
  data?: LetterData
  /** PDF/A-1 that another software made: it is the page, in the place of the sections */
  page?: BlobRef
  /** while it waits for a signature: `submitterId` is the account that asked */
  review?: LetterReview & { submitterId: string }
  returned?: LetterReturn
  recipients: DocumentRecipient[]
  /** absent while nobody chose: that of the type */
  confidentiality?: Confidentiality
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

/** The type that a letter is of. */
export function typeOfLetter({ type }: Pick<Letter, 'type'>): Required<Code> {
  return { ...LETTER_TYPE, ...type }
}

/** How confidential the document will be: what was chosen, else what its type says. */
export function confidentialityOf(
  { confidentiality }: Pick<Letter, 'confidentiality'>,
  type: { confidentiality: Confidentiality } | undefined,
): Confidentiality {
  return confidentiality ?? type?.confidentiality ?? 'N'
}

/** A letter that may still change: being written, or waiting for a signature. */
export function isOpen({ state }: Pick<Letter, 'state'>): boolean {
  return state === 'draft' || state === 'to-validate'
}

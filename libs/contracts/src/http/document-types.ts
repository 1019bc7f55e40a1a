import type { Code, ProfessionalRef } from '@anamnese/domain-professional-ids'
import type { Confidentiality } from '../events/documents'

/** GET /api/document-types — the kinds of documents that may be written here, discharge letter first. */
export interface DocumentTypeView {
  /** J07 */
  type: Code
  /** short name: `LDL-SES` */
  key: string
  name: string
  /** `LDL-SES` is structured (CDA level 3) and takes {@link LetterData}; `N1` is a PDF in a CDA header */
  form: 'N1' | 'LDL-SES'
  sections: { key: string; title: string; required: boolean; code?: string }[]
  confidentiality: Confidentiality
  /** whether its documents may feed the DMP, and leave by MSSanté */
  dmp: boolean
  mssante: boolean
  /** class in the DMP, and format of what is produced */
  class?: Code
  format: Code
}

/** A medicine; days are civil dates (`YYYY-MM-DD`). */
export interface LetterTreatmentData {
  name: string
  posology?: string
  start?: string
  end?: string
  cis?: string
  atc?: string
}

/** Codes are those of JDV_TypeEvenementIndesirablePrevisible and JDV_SeveriteObservation. */
export interface LetterAllergyData {
  agent: string
  type?: string
  severity?: string
  since?: string
}

export interface LetterPlanData {
  kind: 'examination' | 'appointment'
  text: string
  on?: string
}

/** Not answered when `answer` is absent; `detail` tells what a « yes » was. */
export interface LetterAnswerData {
  answer?: boolean
  detail?: string
}

/** What is entered as data beside the texts of a discharge letter: it is coded in the CDA of level 3, and printed on the page. */
export interface LetterData {
  /** codes of JDV_ModaliteEntree and JDV_ModaliteSortie; taken from the stay when absent */
  entryMode?: string
  exitMode?: string
  adverseEvents?: string
  resistantGerms?: LetterAnswerData
  transfusion?: LetterAnswerData
  bloodDerivatives?: LetterAnswerData
  treatments?: LetterTreatmentData[]
  /** there is no treatment, and it is known */
  noTreatment?: boolean
  stoppedTreatments?: LetterTreatmentData[]
  allergies?: LetterAllergyData[]
  /** no allergy is known, and it was asked */
  noKnownAllergy?: boolean
  plans?: LetterPlanData[]
}

/** POST /api/letters/:letterId/submit — asks for its validation, of someone or of whoever may validate. Answers LetterView. */
export interface SubmitLetterRequest {
  version: number
  validator?: Pick<ProfessionalRef, 'idNat' | 'family' | 'given'>
}

/** POST /api/letters/:letterId/return — gives a submitted letter back to who wrote it, with the reason. Answers LetterView. */
export interface ReturnLetterRequest {
  version: number
  comment: string
}

/** POST /api/letters/:letterId/withdraw — who submitted it takes it back, to go on writing. Answers LetterView. */
export interface WithdrawLetterRequest {
  version: number
}

/** Where a letter is between who wrote it and who signs it. */
export interface LetterReview {
  submittedBy: string
  submittedAt: string
  /** who is asked to sign; anyone who may, when absent */
  validator?: Pick<ProfessionalRef, 'idNat' | 'family' | 'given'>
}

/** Why a letter came back. */
export interface LetterReturn {
  by: string
  at: string
  comment: string
}

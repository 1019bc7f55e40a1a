import type { Code } from '@anamnese/domain-professional-ids'
import type { CdaDocumentHeader } from '../n1-document'

/** Days are civil dates (`YYYY-MM-DD`). */
type Day = string

/** A medicine given during the stay, or to be taken after it. */
export interface LetterTreatment {
  /** brand or international name, with its strength, as people read it */
  name: string
  /** how it is taken, in words */
  posology?: string
  start?: Day
  end?: Day
  /** every so many hours or days: `{ value: 8, unit: 'h' }` */
  period?: { value: number; unit: 'h' | 'd' | 'wk' | 'mo' }
  /** quantity each time; the unit is of UCUM (`mg`, `mL`, `{tbl}` for tablets) */
  dose?: { value: number; unit?: string }
  /** EDQM */
  route?: Required<Code>
  /** CIS, the French code of the medicine */
  cis?: Required<Code>
  /** ATC and other codes that say what it is */
  others?: Required<Code>[]
}

/** An allergy or intolerance found during the stay. */
export interface LetterAllergy {
  /** to what, as people read it */
  agent: string
  /** JDV_TypeEvenementIndesirablePrevisible; « allergie » when not said */
  type?: Required<Code>
  /** JDV_SeveriteObservation */
  severity?: Required<Code>
  since?: Day
}

/** What is to be done after the stay. */
export interface LetterPlan {
  kind: 'examination' | 'appointment'
  text: string
  on?: Day
}

/** A question of the synthesis: true, false, or not answered; `detail` says what a « yes » was. */
export interface LetterAnswer {
  answer?: boolean
  detail?: string
}

/**
 * The content of a discharge letter, LDL-SES 2022.01. Each section has its text; what was entered as data is coded beside it, and nothing is
 * guessed from the text.
 */
export interface LdlSesContent {
  reason: string
  summary: string
  /** JDV_ModaliteEntree; « autre » when not known: the model takes no null there */
  entryMode?: Required<Code>
  /** JDV_ModaliteSortie */
  exitMode?: Required<Code>
  adverseEvents?: string
  /** search of resistant or emerging micro-organisms; the detail names those found */
  resistantGerms?: LetterAnswer
  /** transfusion of blood products; the detail tells the accidents */
  transfusion?: LetterAnswer
  /** products derived from blood; the detail tells the adverse events */
  bloodDerivatives?: LetterAnswer
  stoppedTreatments?: { text: string; items: LetterTreatment[] }
  /** `none`: there is no treatment, known and said */
  treatments: { text: string; items: LetterTreatment[]; none?: boolean }
  results?: string
  plan?: { text: string; items: LetterPlan[] }
  devices?: string
  /** `none`: no allergy is known, and it was asked */
  allergies?: { text: string; items: LetterAllergy[]; none?: boolean }
}

export interface LdlSesDocument extends CdaDocumentHeader {
  content: LdlSesContent
  /** the same letter as PDF/A-1, that readers show first */
  pdfCopy?: Uint8Array
}

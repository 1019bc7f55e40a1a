import type { LETTER_SECTIONS, LetterSectionKey } from '@anamnese/contracts'

/** The sections of the letter, held equal to the contract by their type. */
export const SECTIONS: typeof LETTER_SECTIONS = [
  { key: 'reason', title: 'Motif d’hospitalisation', required: true },
  { key: 'summary', title: 'Synthèse médicale du séjour', required: true },
  { key: 'results', title: 'Actes et résultats d’examens', required: false },
  { key: 'allergies', title: 'Allergies et effets indésirables', required: false },
  { key: 'treatments', title: 'Traitements à la sortie', required: true },
  { key: 'stoppedTreatments', title: 'Traitements arrêtés ou modifiés', required: false },
  { key: 'followUp', title: 'Suites à donner, soins et rendez-vous', required: true },
]

export type { LetterSectionKey }

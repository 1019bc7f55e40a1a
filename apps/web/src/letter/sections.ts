import type { DocumentTypeView, LETTER_SECTIONS, LetterView } from '@anamnese/contracts'

/** The sections of the discharge letter, held equal to the contract by their type: shown while the types are not known yet. */
export const SECTIONS: typeof LETTER_SECTIONS = [
  { key: 'reason', title: 'Motif d’hospitalisation', required: true },
  { key: 'summary', title: 'Synthèse médicale du séjour', required: true },
  { key: 'results', title: 'Actes et résultats d’examens', required: false },
  { key: 'allergies', title: 'Allergies et effets indésirables', required: false },
  { key: 'treatments', title: 'Traitements à la sortie', required: true },
  { key: 'stoppedTreatments', title: 'Traitements arrêtés ou modifiés', required: false },
  { key: 'followUp', title: 'Suites à donner, soins et rendez-vous', required: true },
]

export type ShownSection = DocumentTypeView['sections'][number]

/** The sections of a letter, by its type. Of a type that is no longer written, those that the letter has. */
export function sectionsOf(
  letter: Pick<LetterView, 'type' | 'sections'>,
  types: readonly DocumentTypeView[],
): readonly ShownSection[] {
  const type = types.find((one) => one.type.code === letter.type.code)
  if (type) return type.sections
  if (letter.type.code === '11490-0') return SECTIONS
  return Object.keys(letter.sections).map((key) => ({ key, title: key, required: false }))
}

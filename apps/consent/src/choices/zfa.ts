import type { ConsentReceivedData } from '@anamnese/contracts'
import type { NewChoices } from './choices'

const FEEDING = { NA: 'not-collected', IO: 'opposed', INO: 'not-opposed' } as const
const CONSULTATION = { NA: 'not-collected', INC: 'refused', IC: 'accepted' } as const

/** The codes of a ZFA segment (PAM-FR 2.11 §6.14), as choices. */
export function choicesOf({ dmpStatus, feeding, consultation }: ConsentReceivedData): NewChoices {
  const at = (one: { at?: string | undefined }): { at?: string } => (one.at === undefined ? {} : { at: one.at })
  return {
    ...(dmpStatus === undefined ? {} : { dmpStatus }),
    ...(feeding === undefined ? {} : { feeding: { value: FEEDING[feeding.value], ...at(feeding) } }),
    ...(consultation === undefined
      ? {}
      : { consultation: { value: CONSULTATION[consultation.value], ...at(consultation) } }),
  }
}

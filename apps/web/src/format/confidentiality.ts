import type { Confidentiality } from '@anamnese/contracts'

/** The basic confidentiality of HL7, as people read it. */
export const CONFIDENTIALITY_WORDS: Readonly<Record<Confidentiality, string>> = {
  N: 'Normale',
  R: 'Restreinte',
  V: 'Très restreinte',
}

/** What a list of choices gives back; the most closed for what is not one of them. */
export function confidentialityFrom(value: string): Confidentiality {
  return value === 'N' || value === 'R' ? value : 'V'
}

/** INS datamatrix, ANS specification v2.2 (2023-09-26). */

/** Separates a field of variable length from what follows it. */
export const GS = '\u001d'

/** Type of code and version, then 22 characters that are not used. */
export const HEADER = `IS01${'0'.repeat(22)}`

export type FieldId = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6' | 'S7'

export interface FieldFormat {
  /** a French name, for messages */
  label: string
  maxLength: number
  /** always of the maximal length, hence never followed by a separator */
  fixed: boolean
  pattern: RegExp
}

const NAME = /^[A-Z][A-Z' -]*$|^'[A-Z][A-Z' -]*$/

/** In the order in which they are written; readers take any order. */
export const FIELDS: Readonly<Record<FieldId, FieldFormat>> = {
  S1: { label: 'matricule INS', maxLength: 15, fixed: true, pattern: /^\d{5}(\d{2}|2A|2B)\d{8}$/ },
  S2: { label: "OID de l'INS", maxLength: 20, fixed: false, pattern: /^[\d.]{19,20}$/ },
  S3: { label: 'prénoms de naissance', maxLength: 100, fixed: false, pattern: NAME },
  S4: { label: 'nom de naissance', maxLength: 100, fixed: false, pattern: NAME },
  S5: { label: 'sexe', maxLength: 1, fixed: true, pattern: /^[MF]$/ },
  S6: { label: 'date de naissance', maxLength: 10, fixed: true, pattern: /^\d{2}-\d{2}-\d{4}$/ },
  S7: { label: 'lieu de naissance', maxLength: 5, fixed: true, pattern: /^(\d{2}|2[AB])\d{3}$/ },
}

export const FIELD_IDS = Object.keys(FIELDS) as FieldId[]

/** The place of birth is the only optional field. */
export const REQUIRED_FIELDS: readonly FieldId[] = FIELD_IDS.filter((id) => id !== 'S7')

/** `21-01-1977` → `1977-01-21`. */
export function isoDateOf(text: string): string {
  return text.split('-').reverse().join('-')
}

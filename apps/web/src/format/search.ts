import { matriculeDefect } from '@anamnese/domain-ins'
import { parseFrenchDate } from './dates'

/** What the person typed or scanned in the one search field. */
export type SearchKind = 'empty' | 'birth-date' | 'matricule' | 'datamatrix' | 'scan' | 'identifier' | 'name'

export interface SearchReading {
  kind: SearchKind
  /** French words that say how the text is understood */
  hint: string
  /** why the search would find nothing, with what to do; undefined when it can be run */
  obstacle?: string
}

/** Group separator of a datamatrix; a scanner that acts as a keyboard sends it as Ctrl+]. */
export const GROUP_SEPARATOR = '\u001d'

/** Shorter than any INS datamatrix (header and matricule), longer than what people type. */
const SCAN_LENGTH = 60

/**
 * Says how a search text is understood, before it is sent: the server understands it in the same way. A matricule is
 * searched only whole, with a valid key (INS/va1.41).
 */
export function readSearch(text: string): SearchReading {
  const value = text.trim()
  if (value === '') return { kind: 'empty', hint: 'Nom, date de naissance, IPP, matricule INS ou datamatrix' }
  if (/^IS\d{2}/.test(value) && value.length > 40) return { kind: 'datamatrix', hint: 'Datamatrix INS lu' }
  // No name nor number is that long: a reader typed a code, in its own way.
  if (value.length >= SCAN_LENGTH) return { kind: 'scan', hint: 'Code lu : Entrée dit à qui il est' }
  const compact = value.replace(/[\s.]/g, '').toUpperCase()
  if (/^\d{2}[/.-]\d{2}[/.-]\d{4}$/.test(value)) return birthDate(value)
  if (/^[1-8][0-9AB]{12,16}$/.test(compact)) return matricule(compact)
  if (/\d/.test(value)) return { kind: 'identifier', hint: 'Recherche par identifiant (IPP)' }
  return { kind: 'name', hint: 'Recherche par nom et prénom, de naissance ou utilisés' }
}

function birthDate(value: string): SearchReading {
  if (parseFrenchDate(value) !== undefined) return { kind: 'birth-date', hint: 'Recherche par date de naissance' }
  return {
    kind: 'birth-date',
    hint: 'Date de naissance',
    obstacle: 'Cette date n’existe pas : saisissez jj/mm/aaaa.',
  }
}

function matricule(value: string): SearchReading {
  const hint = 'Recherche par matricule INS'
  switch (matriculeDefect(value)) {
    case undefined:
      return { kind: 'matricule', hint }
    case 'FORMAT':
      return { kind: 'matricule', hint, obstacle: 'Un matricule se cherche entier : 15 caractères, clé comprise.' }
    case 'KEY':
      return { kind: 'matricule', hint, obstacle: 'La clé de ce matricule est fausse : vérifiez les 15 caractères.' }
    case 'TEMPORARY':
      return { kind: 'matricule', hint, obstacle: 'Ce numéro provisoire de l’Assurance maladie n’est pas une INS.' }
  }
}

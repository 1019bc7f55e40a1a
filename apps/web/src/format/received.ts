import type { ArrivalState, CodedResult, DocumentView } from '@anamnese/contracts'
import type { Tone } from './identity'

/** The state of a document that arrived: a word and how it is signalled. The sentence comes from the server. */
export const ARRIVAL_STATES: Readonly<Record<ArrivalState, { word: string; tone: Tone }>> = {
  received: { word: 'En cours d’examen', tone: 'wait' },
  opened: { word: 'Archive ouverte', tone: 'info' },
  integrated: { word: 'Intégré', tone: 'ok' },
  duplicate: { word: 'Déjà présent', tone: 'off' },
  withdrawn: { word: 'Retrait suivi', tone: 'info' },
  'to-attach': { word: 'À rattacher', tone: 'warn' },
  conflict: { word: 'En conflit', tone: 'warn' },
  refused: { word: 'Refusé', tone: 'fail' },
  infected: { word: 'Infecté', tone: 'fail' },
  failed: { word: 'Non examiné', tone: 'fail' },
  dismissed: { word: 'Écarté', tone: 'off' },
}

/** Results out of range, as a document is marked: a word, never a colour alone. */
export const FLAGS: Readonly<Record<NonNullable<DocumentView['flag']>, { word: string; tone: Tone }>> = {
  abnormal: { word: 'Résultat anormal', tone: 'warn' },
  critical: { word: 'Résultat critique', tone: 'fail' },
}

export function toneOfResult({ flag }: CodedResult): Tone {
  if (flag === undefined || flag === 'normal') return 'off'
  return flag.startsWith('critical') ? 'fail' : 'warn'
}

const size = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** A size as people read it: `12 ko`, `3,4 Mo`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} octets`
  return bytes < 1_000_000 ? `${size.format(bytes / 1000)} ko` : `${size.format(bytes / 1_000_000)} Mo`
}

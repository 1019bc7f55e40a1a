import type { ReactNode } from 'react'
import { toApiError } from '../api/problem'
import { formatHour } from '../format/dates'
import { hasEdits, type LetterState } from './letter-state'

/** Whether the text is safe, in words. */
export function SaveState({ state }: { state: LetterState }): ReactNode {
  return <span role="status">{sentence(state)}</span>
}

function sentence(state: LetterState): string {
  if (state.conflict !== undefined) return 'lecture seule'
  if (state.saving !== undefined) return 'enregistrement…'
  if (state.error !== undefined)
    return `non enregistrée : ${toApiError(state.error).problem.title} Texte conservé sur ce poste.`
  if (hasEdits(state.edits)) return 'modifications à enregistrer'
  return `enregistrée à ${formatHour(state.base.savedAt)}`
}

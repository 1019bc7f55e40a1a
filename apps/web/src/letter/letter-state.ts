import type { LetterView, SaveLetterRequest } from '@anamnese/contracts'

/** What was changed and is not saved yet. */
export type LetterEdits = Omit<SaveLetterRequest, 'version'>

/** A letter being edited: what the server has, what was typed since, what is on its way. */
export interface LetterState {
  base: LetterView
  edits: LetterEdits
  /** the edits that the running save carries */
  saving: LetterEdits | undefined
  /** set when someone else saved meanwhile: our unsaved edits are kept aside and the letter is read-only */
  conflict: { by: string; at: string } | undefined
  error: unknown
}

export type LetterAction =
  | { type: 'edit'; edits: LetterEdits }
  | { type: 'save-started' }
  | { type: 'saved'; letter: LetterView }
  | { type: 'save-failed'; error: unknown }
  | { type: 'conflicted'; latest: LetterView }
  | { type: 'refreshed'; letter: LetterView }
  | { type: 'taken-over'; keepMine: boolean }

export function initialState(letter: LetterView, kept: LetterEdits = {}): LetterState {
  return { base: letter, edits: kept, saving: undefined, conflict: undefined, error: undefined }
}

export function reduceLetter(state: LetterState, action: LetterAction): LetterState {
  switch (action.type) {
    case 'edit':
      return { ...state, edits: mergeEdits(state.edits, action.edits) }
    case 'save-started':
      return { ...state, saving: state.edits, edits: {}, error: undefined }
    case 'saved':
      return { ...state, base: action.letter, saving: undefined, error: undefined }
    case 'save-failed':
      // What was on its way is typed text again; what was typed since wins over it.
      return { ...state, edits: mergeEdits(state.saving ?? {}, state.edits), saving: undefined, error: action.error }
    case 'conflicted':
      return {
        base: action.latest,
        edits: mergeEdits(state.saving ?? {}, state.edits),
        saving: undefined,
        conflict: { by: action.latest.savedBy, at: action.latest.savedAt },
        error: undefined,
      }
    case 'refreshed':
      return refreshed(state, action.letter)
    case 'taken-over':
      return { ...state, conflict: undefined, edits: action.keepMine ? state.edits : {} }
  }
}

/** A newer version seen by the periodic refresh. Ours on its way is not one; with unsaved text it is a conflict. */
function refreshed(state: LetterState, letter: LetterView): LetterState {
  if (state.saving !== undefined || letter.version < state.base.version) return state
  if (letter.version > state.base.version && hasEdits(state.edits)) {
    return { ...state, base: letter, conflict: { by: letter.savedBy, at: letter.savedAt } }
  }
  return { ...state, base: letter }
}

/** The letter as it is on screen: what the server has, with what was typed over it. While in conflict, only what the server has. */
export function shownLetter(state: LetterState): LetterView {
  if (state.conflict !== undefined) return state.base
  const edits = mergeEdits(state.saving ?? {}, state.edits)
  const { sections, ...rest } = edits
  return { ...state.base, ...rest, sections: { ...state.base.sections, ...sections } }
}

export function hasEdits(edits: LetterEdits): boolean {
  return Object.keys(edits).length > 0
}

export function isSaved(state: LetterState): boolean {
  return state.saving === undefined && !hasEdits(state.edits)
}

export function mergeEdits(older: LetterEdits, newer: LetterEdits): LetterEdits {
  const sections = { ...older.sections, ...newer.sections }
  const merged = { ...older, ...newer }
  return Object.keys(sections).length === 0 ? merged : { ...merged, sections }
}

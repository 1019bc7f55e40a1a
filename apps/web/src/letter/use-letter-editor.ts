import type { DocumentView, LetterView } from '@anamnese/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { fetchLetter, saveLetter, validateLetter } from '../api/documents'
import { keys } from '../api/keys'
import { ApiError, problemOf, toApiError } from '../api/problem'
import { useSession } from '../app/session'
import { draftKey, readDraft, writeDraft } from '../ui/draft'
import { hasEdits, initialState, type LetterEdits, type LetterState, reduceLetter } from './letter-state'

const AUTOSAVE_MS = 900
const CONFLICT = new ApiError(problemOf(409, undefined))

export interface LetterEditor {
  state: LetterState
  edit: (edits: LetterEdits) => void
  /** saves what is typed now; answers the letter as saved, or undefined when it could not be */
  flush: () => Promise<LetterView | undefined>
  validate: () => Promise<DocumentView>
  takeOver: (keepMine: boolean) => void
}

/**
 * Edits a letter: saves it as one types, keeps a copy on the workstation until the server has it, and steps aside when
 * someone else saved meanwhile.
 */
export function useLetterEditor(letter: LetterView): LetterEditor {
  const { actor } = useSession()
  const client = useQueryClient()
  const key = draftKey(actor.id, `letter.${letter.id}`)
  const [state, dispatch] = useReducer(reduceLetter, letter, (first) =>
    initialState(first, readDraft<LetterEdits>(key)),
  )
  const latest = useRef(state)
  const running = useRef<Promise<LetterView | undefined>>(undefined)
  useEffect(() => {
    latest.current = state
  })

  useEffect(() => {
    const unsaved = { ...state.saving, ...state.edits }
    if (hasEdits(unsaved)) writeDraft(key, unsaved)
    else localStorage.removeItem(key)
  }, [key, state.edits, state.saving])

  useEffect(() => {
    dispatch({ type: 'refreshed', letter })
  }, [letter])

  const save = useCallback(async (): Promise<LetterView | undefined> => {
    const { base, edits, conflict } = latest.current
    if (conflict !== undefined) return undefined
    if (!hasEdits(edits)) return base
    dispatch({ type: 'save-started' })
    try {
      const saved = await saveLetter(base.id, { version: base.version, ...edits })
      dispatch({ type: 'saved', letter: saved })
      client.setQueryData(keys.letter(base.id), saved)
      return saved
    } catch (error) {
      if (toApiError(error).status === 409) {
        const theirs = await fetchLetter(base.id, new AbortController().signal)
        dispatch({ type: 'conflicted', latest: theirs })
      } else dispatch({ type: 'save-failed', error })
      return undefined
    }
  }, [client])

  const flush = useCallback(async (): Promise<LetterView | undefined> => {
    await running.current
    running.current = save()
    return running.current
  }, [save])

  const waiting = hasEdits(state.edits) && state.saving === undefined && state.conflict === undefined
  const { edits } = state
  useEffect(() => {
    if (!waiting) return undefined
    // After a failure the next try waits longer: the server may be restarting.
    const timer = setTimeout(() => void flush(), latest.current.error === undefined ? AUTOSAVE_MS : 5 * AUTOSAVE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [waiting, edits, flush])

  const edit = useCallback((changed: LetterEdits) => {
    dispatch({ type: 'edit', edits: changed })
  }, [])
  const takeOver = useCallback((keepMine: boolean) => {
    dispatch({ type: 'taken-over', keepMine })
  }, [])
  const validate = useCallback(async (): Promise<DocumentView> => {
    const saved = await flush()
    if (saved === undefined) throw latest.current.error === undefined ? CONFLICT : toApiError(latest.current.error)
    return validateLetter(saved.id, saved.version)
  }, [flush])

  return { state, edit, flush, validate, takeOver }
}

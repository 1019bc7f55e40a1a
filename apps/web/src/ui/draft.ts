import { useCallback, useEffect, useState } from 'react'

const PREFIX = 'anamnese.draft.'

/**
 * What is being typed in a form, kept on this workstation until it is sent: closing never asks, coming back restores.
 * `owner` is the person: what one leaves is never shown to another.
 */
export function useDraft<T extends object>(
  owner: string,
  name: string,
  initial: T,
): { value: T; change: (part: Partial<T>) => void; clear: () => void; restored: boolean } {
  const key = `${PREFIX}${owner}.${name}`
  const [kept] = useState(() => readDraft<T>(key))
  const [value, setValue] = useState<T>(() => ({ ...initial, ...kept }))
  const [dirty, setDirty] = useState(kept !== undefined)

  useEffect(() => {
    if (dirty) writeDraft(key, value)
  }, [dirty, key, value])

  const change = useCallback((part: Partial<T>) => {
    setDirty(true)
    setValue((current) => ({ ...current, ...part }))
  }, [])
  const clear = useCallback(() => {
    setDirty(false)
    setValue(initial)
    localStorage.removeItem(key)
  }, [key, initial])

  return { value, change, clear, restored: kept !== undefined }
}

/** Drops every draft of this workstation: called at sign-out, since a workstation is shared. */
export function dropDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
}

export function readDraft<T>(key: string): Partial<T> | undefined {
  const text = localStorage.getItem(key)
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Partial<T>
  } catch {
    localStorage.removeItem(key)
    return undefined
  }
}

/** A full or forbidden storage costs the draft, never the form. */
export function writeDraft(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    localStorage.removeItem(key)
  }
}

export function draftKey(owner: string, name: string): string {
  return `${PREFIX}${owner}.${name}`
}

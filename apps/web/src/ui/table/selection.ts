import { useCallback, useMemo, useState } from 'react'

export interface Selection {
  keys: ReadonlySet<string>
  toggle: (key: string) => void
  /** selects or clears all of the given rows */
  setAll: (keys: readonly string[], selected: boolean) => void
  clear: () => void
}

/** The rows that a bulk action will apply to. */
export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback((key: string) => {
    setKeys((current) => (current.has(key) ? without(current, [key]) : new Set([...current, key])))
  }, [])
  const setAll = useCallback((changed: readonly string[], selected: boolean) => {
    setKeys((current) => (selected ? new Set([...current, ...changed]) : without(current, changed)))
  }, [])
  const clear = useCallback(() => {
    setKeys(new Set())
  }, [])
  return useMemo(() => ({ keys, toggle, setAll, clear }), [keys, toggle, setAll, clear])
}

function without(keys: ReadonlySet<string>, removed: readonly string[]): ReadonlySet<string> {
  return new Set([...keys].filter((key) => !removed.includes(key)))
}

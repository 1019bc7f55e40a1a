import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Query } from '../api/client'

export interface ListAddress {
  page: number
  size: number
  sort: string | undefined
  /** the filters that are set, by name */
  filters: Readonly<Record<string, string>>
  /** what is sent to the server */
  query: Query
  /** changes filters, sort or page; any change but that of the page goes back to the first page */
  set: (changes: Readonly<Record<string, string | undefined>>) => void
}

const SIZE = 50
const NO_DEFAULTS: Readonly<Record<string, string>> = {}

/**
 * Filters, sort and page of a list, kept in the address: a list can be sent to a colleague, and the browser's back button works.
 * `defaults` are the filters of a list that nobody changed yet; an empty value in the address switches one off.
 */
export function useListAddress(
  names: readonly string[],
  defaults: Readonly<Record<string, string>> = NO_DEFAULTS,
): ListAddress {
  const [search, setSearch] = useSearchParams()
  const text = search.toString()
  const state = useMemo(() => readListAddress(new URLSearchParams(text), names, defaults), [text, names, defaults])
  const set = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) => {
      setSearch((current) => writeListAddress(current, changes, defaults), { replace: true })
    },
    [setSearch, defaults],
  )
  return { ...state, set }
}

export function readListAddress(
  search: URLSearchParams,
  names: readonly string[],
  defaults: Readonly<Record<string, string>>,
): Omit<ListAddress, 'set'> {
  const filters: Record<string, string> = {}
  for (const name of names) {
    const value = search.get(name) ?? defaults[name]
    if (value !== undefined && value !== '') filters[name] = value
  }
  const page = Math.max(1, Math.trunc(Number(search.get('page') ?? '1')) || 1)
  const sort = search.get('sort') ?? defaults['sort']
  return { page, size: SIZE, sort, filters, query: { ...filters, page, size: SIZE, sort } }
}

export function writeListAddress(
  current: URLSearchParams,
  changes: Readonly<Record<string, string | undefined>>,
  defaults: Readonly<Record<string, string>>,
): URLSearchParams {
  const next = new URLSearchParams(current)
  if (!('page' in changes)) next.delete('page')
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') {
      if (defaults[name] === undefined) next.delete(name)
      else next.set(name, '')
    } else next.set(name, value)
  }
  return next
}

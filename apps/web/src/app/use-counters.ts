import type { Page } from '@anamnese/contracts'
import { useQueries } from '@tanstack/react-query'
import { call, type Query } from '../api/client'
import { keys } from '../api/keys'
import { IN_ERROR, TO_FOLLOW, TO_VALIDATE } from '../worklists/filters'
import type { Place } from './places'

interface Count {
  place: Place['key']
  key: readonly unknown[]
  path: string
  query: Query
}

const COUNTS: readonly Count[] = [
  { place: 'letters', key: keys.letters, path: '/api/letters', query: { state: TO_VALIDATE, author: 'me' } },
  { place: 'sendings', key: keys.orders, path: '/api/dmp/orders', query: { state: TO_FOLLOW } },
  { place: 'sendings', key: keys.orders, path: '/api/mssante/orders', query: { state: TO_FOLLOW } },
  { place: 'received', key: keys.received, path: '/api/documents/received', query: {} },
  { place: 'identities', key: keys.patients, path: '/api/identity/worklists/to-qualify', query: {} },
  { place: 'hl7', key: keys.hl7Messages, path: '/api/identity/messages', query: { outcome: IN_ERROR } },
]

/** A page after the last one: only the total is wanted, and each INS that an answer shows would leave a trace. */
const COUNT_ONLY = { page: 10_000, size: 1 }

/** How much waits in each worklist. A count that cannot be had is left out: the bar never blocks nor alarms. */
export function useCounters(places: readonly Place[]): Partial<Record<Place['key'], number>> {
  const wanted = COUNTS.filter((count) => places.some((place) => place.key === count.place))
  const results = useQueries({
    queries: wanted.map((count) => ({
      queryKey: [...count.key, 'count', count.path],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call<Page<unknown>>('GET', count.path, { query: { ...count.query, ...COUNT_ONLY }, signal }),
      refetchInterval: 60_000,
    })),
  })
  const counters: Partial<Record<Place['key'], number>> = {}
  wanted.forEach((count, index) => {
    const total = results[index]?.data?.total
    if (total !== undefined) counters[count.place] = (counters[count.place] ?? 0) + total
  })
  return counters
}

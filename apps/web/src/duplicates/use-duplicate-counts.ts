import type { DuplicateCounters } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import { fetchDuplicateCounters } from '../api/identity-merges'
import { keys } from '../api/keys'

/** How many pairs wait: all of them are counted at once. */
export function useDuplicateCount(name: keyof DuplicateCounters): number | undefined {
  const { data } = useQuery({
    queryKey: [...keys.duplicates, 'counters'],
    queryFn: ({ signal }) => fetchDuplicateCounters(signal),
    refetchInterval: 60_000,
  })
  return data?.[name]
}

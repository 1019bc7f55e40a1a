import type { IdentityWorklist } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import { fetchIdentityCounters } from '../../api/identity-editing'
import { keys } from '../../api/keys'

/** How many records one worklist holds: all of them are asked for at once. */
export function useWorklistCount(name: IdentityWorklist): number | undefined {
  const { data } = useQuery({
    queryKey: [...keys.patients, 'worklists'],
    queryFn: ({ signal }) => fetchIdentityCounters(signal),
    refetchInterval: 60_000,
  })
  return data?.counters[name]
}

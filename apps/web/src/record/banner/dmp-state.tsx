import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchDmpState } from '../../api/exchange'
import { keys } from '../../api/keys'
import { formatInstant } from '../../format/dates'
import { DMP_STATES } from '../../format/sending'
import { Status } from '../../ui/status'

/** The state of the DMP (DMP/UX.12). Nothing waits for it: until it has answered, this says so (DMP/UX.10). */
export function DmpState({ patientId }: { patientId: string }): ReactNode {
  const { data, error } = useQuery({
    queryKey: keys.dmpState(patientId),
    queryFn: ({ signal }) => fetchDmpState(patientId, signal),
    staleTime: 60_000,
    // Until the DMP has answered, ask our own service from time to time.
    refetchInterval: (query) => (query.state.data?.state === 'unknown' ? 15_000 : false),
  })
  if (data === undefined)
    return <Status tone="wait" word={error ? 'État du DMP inconnu' : 'DMP : interrogation en cours'} />
  const { tone, word } = DMP_STATES[data.state]
  const title = `${data.message}${data.checkedAt === undefined ? '' : ` (le ${formatInstant(data.checkedAt)})`}`
  return (
    <span title={title}>
      <Status tone={tone} word={word} />
    </span>
  )
}

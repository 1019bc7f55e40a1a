import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { keys } from '../api/keys'
import { toApiError } from '../api/problem'
import { openRecord } from '../api/session'
import { ErrorPanel } from '../ui/error-panel'
import { Page, Waiting } from '../ui/page'
import { BreakGlassForm } from './break-glass-form'

export const BREAK_GLASS_NEEDED = 'ACCESS.BREAK_GLASS_NEEDED'

/** Asks to open the record; a reason is asked only of someone who is not of the care team. */
export function RecordGate({ patientId, children }: { patientId: string; children: ReactNode }): ReactNode {
  const client = useQueryClient()
  const access = useQuery({
    queryKey: keys.access(patientId),
    queryFn: () => openRecord(patientId),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (access.data) return children
  if (access.error === null) return <Waiting />
  if (toApiError(access.error).code === BREAK_GLASS_NEEDED) {
    return (
      <BreakGlassForm
        patientId={patientId}
        onOpened={(answer) => {
          client.setQueryData(keys.access(patientId), answer)
        }}
      />
    )
  }
  return (
    <Page title="Dossier">
      <ErrorPanel error={access.error} onRetry={() => void access.refetch()} />
    </Page>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, Navigate, useLocation } from 'react-router'
import { keys } from '../api/keys'
import { toApiError } from '../api/problem'
import { openRecord } from '../api/session'
import { paths } from '../app/paths'
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
  if (access.data?.mergedFrom !== undefined) return <MergedAway patientId={access.data.patientId} />
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

/** The record was merged into another one: that one opens, at its own address. */
function MergedAway({ patientId }: { patientId: string }): ReactNode {
  const { pathname } = useLocation()
  // In a list, the drawer shows the record that stays only where its address can say so.
  if (!pathname.startsWith(paths.record(''))) return <MergedNotice patientId={patientId} />
  return <Navigate to={paths.record(patientId)} replace state={{ merged: true }} />
}

function MergedNotice({ patientId }: { patientId: string }): ReactNode {
  return (
    <Text role="alert">
      Ce dossier a été fusionné. <Link to={paths.record(patientId)}>Ouvrir le dossier qui le remplace</Link>
    </Text>
  )
}

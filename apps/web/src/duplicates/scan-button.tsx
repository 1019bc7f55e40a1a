import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { actOnDuplicateScan, fetchDuplicateScan } from '../api/identity-merges'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { IconRefresh } from '../ui/icons'
import { notifyError } from '../ui/notify'

const RUNNING_MS = 2_000
const ACTIONS = {
  never: { action: 'start', label: 'Comparer toute la base' },
  done: { action: 'start', label: 'Comparer de nouveau toute la base' },
  running: { action: 'pause', label: 'Suspendre la comparaison' },
  paused: { action: 'resume', label: 'Reprendre la comparaison' },
} as const

/** The comparison of the whole base: how far it is, and starting, pausing or resuming it. */
export function ScanButton(): ReactNode {
  const client = useQueryClient()
  const queryKey = [...keys.duplicates, 'scan']
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchDuplicateScan(signal),
    refetchInterval: (query) =>
      query.state.data?.state === 'running' || (query.state.data?.waiting ?? 0) > 0 ? RUNNING_MS : false,
  })
  const act = useMutation({
    mutationFn: actOnDuplicateScan,
    onSuccess: (view) => {
      client.setQueryData(queryKey, view)
    },
    onError: notifyError,
  })
  if (data === undefined) return null
  const { action, label } = ACTIONS[data.state]
  const progress = `${data.queued.toLocaleString('fr-FR')} dossiers sur ${data.total.toLocaleString('fr-FR')}`
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed" role="status">
        {data.state === 'done' ? `Base comparée le ${formatInstant(data.endedAt)}` : ''}
        {data.state === 'running' || data.state === 'paused' ? progress : ''}
      </Text>
      <Button
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        loading={act.isPending}
        onClick={() => {
          act.mutate({ action })
        }}
      >
        {label}
      </Button>
    </Group>
  )
}

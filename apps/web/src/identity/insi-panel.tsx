import type { PatientDetail } from '@anamnese/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { acceptInsi, searchInsi } from '../api/identity'
import { keys } from '../api/keys'
import { ErrorPanel } from '../ui/error-panel'
import { notifyDone } from '../ui/notify'
import { InsiResult } from './insi-result'

/** Calls INSi alone, shows its answer, and takes its traits by a deliberate act. */
export function InsiPanel({ patient }: { patient: PatientDetail }): ReactNode {
  const client = useQueryClient()
  const search = useMutation({ mutationFn: () => searchInsi(patient.id) })
  const accept = useMutation({
    mutationFn: (callId: string) => acceptInsi(patient.id, { callId, version: patient.version }),
    onSuccess: (saved) => {
      client.setQueryData(keys.patient(patient.id), saved)
      search.reset()
      notifyDone('Les traits et le matricule d’INSi sont enregistrés.')
    },
  })
  const blocked = patient.attributes.some((attribute) => attribute !== 'HOMONYME')
  const found = search.data?.outcome === 'found' ? search.data : undefined
  return (
    <Stack gap="sm">
      {blocked ? (
        <Text c="dimmed">INSi n’est pas interrogé pour une identité douteuse ou fictive.</Text>
      ) : (
        <div>
          <Button
            variant="default"
            loading={search.isPending}
            onClick={() => {
              search.mutate()
            }}
          >
            Interroger INSi avec ces traits
          </Button>
        </div>
      )}
      {search.error ? <ErrorPanel error={search.error} /> : null}
      {search.data === undefined ? null : <InsiResult result={search.data} />}
      {accept.error ? <ErrorPanel error={accept.error} /> : null}
      {found === undefined ? null : (
        <Group gap="xs">
          <Button
            loading={accept.isPending}
            onClick={() => {
              accept.mutate(found.callId)
            }}
          >
            Enregistrer cette identité
          </Button>
          <Button
            variant="default"
            onClick={() => {
              search.reset()
            }}
          >
            Ne pas l’enregistrer
          </Button>
        </Group>
      )}
    </Stack>
  )
}

import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchStays } from '../../api/care'
import { keys } from '../../api/keys'
import { formatInstant } from '../../format/dates'
import { placeName, professionalName, unitName } from '../../format/people'
import { ErrorPanel } from '../../ui/error-panel'
import { Facts } from '../../ui/facts'
import { Panel, Waiting } from '../../ui/page'
import { currentStay } from '../stays'

export function StayPanel({ patientId }: { patientId: string }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: keys.stays(patientId),
    queryFn: ({ signal }) => fetchStays(patientId, signal),
  })
  const stay = data === undefined ? undefined : currentStay(data)
  return (
    <Panel title={stay === undefined || stay.state === 'open' ? 'Séjour en cours' : 'Dernier séjour'}>
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting lines={2} /> : null}
      {data !== undefined && stay === undefined ? (
        <Text c="dimmed">Aucun séjour : il apparaîtra avec l’admission reçue de la gestion administrative.</Text>
      ) : null}
      {stay === undefined ? null : (
        <Facts
          facts={[
            { label: 'Numéro de séjour', value: stay.number },
            { label: 'Unité', value: unitName(stay.unit) },
            { label: 'Place', value: placeName(stay.room, stay.bed) },
            { label: 'Entré(e) le', value: formatInstant(stay.admittedAt) },
            stay.dischargedAt === undefined
              ? undefined
              : { label: 'Sorti(e) le', value: formatInstant(stay.dischargedAt) },
            {
              label: 'Médecin responsable',
              value: stay.attendingDoctor === undefined ? '—' : professionalName(stay.attendingDoctor),
            },
          ]}
        />
      )}
    </Panel>
  )
}

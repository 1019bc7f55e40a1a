import type { StayView } from '@anamnese/contracts'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchStays } from '../../api/care'
import { keys } from '../../api/keys'
import { formatInstant } from '../../format/dates'
import type { Tone } from '../../format/identity'
import { placeName, professionalName, unitName } from '../../format/people'
import { ErrorPanel } from '../../ui/error-panel'
import { Facts } from '../../ui/facts'
import { Nothing, Panel, Waiting } from '../../ui/page'
import { Status } from '../../ui/status'
import classes from '../record.module.css'
import { latestFirst } from '../stays'

const STATES: Readonly<Record<StayView['state'], { word: string; tone: Tone }>> = {
  'pre-admitted': { word: 'Pré-admission', tone: 'info' },
  open: { word: 'En cours', tone: 'ok' },
  closed: { word: 'Terminé', tone: 'off' },
  cancelled: { word: 'Annulé', tone: 'off' },
}

export function StaysTab({ patientId }: { patientId: string }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: keys.stays(patientId),
    queryFn: ({ signal }) => fetchStays(patientId, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  if (data.length === 0) {
    return <Nothing>Aucun séjour : il apparaîtra avec l’admission reçue de la gestion administrative.</Nothing>
  }
  return (
    <div className={classes['stack']}>
      {latestFirst(data).map((stay) => (
        <Panel
          key={stay.id}
          title={`Séjour ${stay.number} — ${unitName(stay.unit)}`}
          actions={<Status {...STATES[stay.state]} />}
        >
          <Facts
            facts={[
              { label: 'Entré(e) le', value: formatInstant(stay.admittedAt) },
              { label: 'Sorti(e) le', value: formatInstant(stay.dischargedAt) },
              { label: 'Place', value: placeName(stay.room, stay.bed) },
              {
                label: 'Médecin responsable',
                value: stay.attendingDoctor === undefined ? '—' : professionalName(stay.attendingDoctor),
              },
              stay.accountNumber === undefined
                ? undefined
                : { label: 'Numéro de dossier administratif', value: stay.accountNumber },
              ...stay.facts,
            ]}
          />
          <Contacts stay={stay} />
          <Movements stay={stay} />
        </Panel>
      ))}
    </div>
  )
}

/** People to tell, as the admission office wrote them for this stay. */
function Contacts({ stay }: { stay: StayView }): ReactNode {
  if (stay.contacts.length === 0) return null
  return (
    <Table mt="sm" aria-label={`Personnes à prévenir du séjour ${stay.number}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Personne</Table.Th>
          <Table.Th scope="col">Rôle</Table.Th>
          <Table.Th scope="col">Lien</Table.Th>
          <Table.Th scope="col">Joindre</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {stay.contacts.map((contact) => (
          <Table.Tr key={`${contact.name} ${contact.role ?? ''}`}>
            <Table.Td>{contact.name}</Table.Td>
            <Table.Td>{contact.role ?? '—'}</Table.Td>
            <Table.Td>{contact.relationship ?? '—'}</Table.Td>
            <Table.Td>{contact.telecoms.map(({ value }) => value).join(', ') || '—'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Movements({ stay }: { stay: StayView }): ReactNode {
  if (stay.movements.length === 0) return null
  return (
    <Table mt="sm" aria-label={`Mouvements du séjour ${stay.number}`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Mouvement</Table.Th>
          <Table.Th scope="col">Effectif le</Table.Th>
          <Table.Th scope="col">Unité</Table.Th>
          <Table.Th scope="col">Place</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {stay.movements.map((movement) => (
          <Table.Tr key={movement.movementId} td={movement.cancelled ? 'line-through' : 'none'}>
            <Table.Td>
              {movement.label} ({movement.trigger}){movement.cancelled ? ' — annulé' : ''}
            </Table.Td>
            <Table.Td>{formatInstant(movement.effectiveAt)}</Table.Td>
            <Table.Td>{unitName(movement.unit)}</Table.Td>
            <Table.Td>{placeName(movement.room, movement.bed)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

import type { StayView } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchStays } from '../../api/care'
import { keys } from '../../api/keys'
import { formatDay } from '../../format/dates'
import { placeName, unitName } from '../../format/people'
import { currentStay } from '../stays'
import { Trait } from './banner'

/** Where the patient is now, or the last stay. */
export function CurrentStay({ patientId }: { patientId: string }): ReactNode {
  const { data } = useQuery({
    queryKey: keys.stays(patientId),
    queryFn: ({ signal }) => fetchStays(patientId, signal),
  })
  const stay = data === undefined ? undefined : currentStay(data)
  if (stay === undefined) return null
  return <Trait label={stay.state === 'open' ? 'Séjour en cours' : 'Dernier séjour'} value={sentence(stay)} />
}

function sentence(stay: StayView): string {
  const place = stay.state === 'open' ? `, ${placeName(stay.room, stay.bed)}` : ''
  const dates =
    stay.state === 'open'
      ? `depuis le ${formatDay(stay.admittedAt)}`
      : `du ${formatDay(stay.admittedAt)} au ${formatDay(stay.dischargedAt)}`
  return `${unitName(stay.unit)}${place}, ${dates}`
}

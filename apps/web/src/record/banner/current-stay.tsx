import type { StayView } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchStays } from '../../api/care'
import { keys } from '../../api/keys'
import { formatDay } from '../../format/dates'
import { placeName, unitName } from '../../format/people'
import { currentStay } from '../stays'
import { Trait } from './trait'

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
  if (stay.state === 'open') return `${unitName(stay.unit)}, ${placeName(stay.room, stay.bed)}`
  return `${unitName(stay.unit)}, sorti(e) le ${formatDay(stay.dischargedAt)}`
}

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchChoices } from '../../api/care'
import { keys } from '../../api/keys'
import { CONSULTATION, FEEDING } from '../../format/choices'
import { Status } from '../../ui/status'

/** The patient's choices on the feeding and the consultation of the DMP. */
export function ChoicesFacts({ patientId }: { patientId: string }): ReactNode {
  const { data } = useQuery({
    queryKey: keys.choices(patientId),
    queryFn: ({ signal }) => fetchChoices(patientId, signal),
  })
  if (data === undefined) return null
  return (
    <>
      <Status {...FEEDING[data.feeding]} />
      <Status {...CONSULTATION[data.consultation]} />
    </>
  )
}

import { Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { checkTraits } from '../../api/identity-editing'
import { keys } from '../../api/keys'
import { StatusSentence } from '../../ui/status'
import { birthOf, type TraitsDraft, traitsOf } from './traits-draft'

/** What the rules say of the traits while they are typed: to be looked at, or to be corrected. */
export function TraitRemarks({ draft }: { draft: TraitsDraft }): ReactNode {
  const [settled] = useDebouncedValue(draft, 400)
  const traits = traitsOf(settled)
  const complete = traits.birthName !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(traits.birthDate ?? '')
  const birth = birthOf(settled)
  const { data } = useQuery({
    queryKey: [...keys.traitsCheck, traits, birth],
    queryFn: ({ signal }) => checkTraits({ traits, ...(birth === undefined ? {} : { birth }) }, signal),
    enabled: complete,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (data === undefined || !complete) return null
  const wrong = data.errors.filter(({ code }) => code !== 'MISSING')
  return (
    <Stack gap={4} role="status">
      {wrong.map(({ trait, code, message }) => (
        <StatusSentence key={trait + code} tone="fail" word="À corriger" sentence={message} />
      ))}
      {data.alerts.map(({ trait, code, message }) => (
        <StatusSentence key={trait + code} tone="warn" word="À vérifier" sentence={message} />
      ))}
    </Stack>
  )
}

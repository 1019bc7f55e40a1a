import { Anchor, List } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { fetchLetters } from '../../api/documents'
import { keys } from '../../api/keys'
import { paths } from '../../app/paths'
import { useCan } from '../../app/session'
import { formatInstant } from '../../format/dates'
import { Panel } from '../../ui/page'
import { TO_VALIDATE } from '../../worklists/filters'

/** Letters of this record that wait for their validation; nothing when there are none. */
export function DraftsPanel({ patientId }: { patientId: string }): ReactNode {
  const can = useCan()
  const { data } = useQuery({
    queryKey: [...keys.letters, { patientId }],
    queryFn: ({ signal }) => fetchLetters({ patientId, state: TO_VALIDATE, author: 'all', page: 1, size: 20 }, signal),
    enabled: can('document.write', 'document.validate'),
  })
  if (data === undefined || data.items.length === 0) return null
  return (
    <Panel title="En cours de rédaction">
      <List size="sm" listStyleType="none" spacing={4}>
        {data.items.map((letter) => (
          <List.Item key={letter.id}>
            <Anchor component={Link} to={paths.letter(patientId, letter.id)} fw={600}>
              {letter.title}
            </Anchor>{' '}
            — {letter.author}, {letter.state === 'to-validate' ? 'à valider, soumise' : 'enregistrée'} le{' '}
            {formatInstant(letter.savedAt)}
          </List.Item>
        ))}
      </List>
    </Panel>
  )
}

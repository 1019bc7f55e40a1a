import type { PatientDetail } from '@anamnese/contracts'
import { List, SegmentedControl, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { formatInstant } from '../../format/dates'

type Kind = 'all' | 'status' | 'traits'

const KINDS: readonly { value: Kind; label: string }[] = [
  { value: 'all', label: 'Tout' },
  { value: 'status', label: 'Statuts et attributs' },
  { value: 'traits', label: 'Traits' },
]

/** Everything that happened to the identity: what, who, when, why; the most recent first. */
export function HistoryPanel({ patient }: { patient: PatientDetail }): ReactNode {
  const [kind, setKind] = useState<Kind>('all')
  const shown = patient.history.filter(
    (entry) => kind === 'all' || entry.kind === kind || (kind === 'status' && entry.kind === 'attributes'),
  )
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="xs"
        aria-label="Ce que montre l’historique"
        data={[...KINDS]}
        value={kind}
        onChange={setKind}
      />
      {shown.length === 0 ? <Text c="dimmed">Rien de tel ne s’est encore passé sur cette identité.</Text> : null}
      <List size="sm" listStyleType="none" spacing={4}>
        {shown.map((entry, index) => (
          <List.Item key={`${entry.at} ${entry.what} ${String(index)}`}>
            <Text span c="dimmed">
              {formatInstant(entry.at)}
            </Text>{' '}
            {entry.what} ({entry.author}){entry.reason === undefined ? '' : ` — ${entry.reason}`}
          </List.Item>
        ))}
      </List>
    </>
  )
}

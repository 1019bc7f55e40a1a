import type { MatchReasonView } from '@anamnese/contracts'
import { List } from '@mantine/core'
import type { ReactNode } from 'react'

/** Why two records are brought together, and what each reason is worth. */
export function ReasonsList({ reasons }: { reasons: readonly MatchReasonView[] }): ReactNode {
  return (
    <List size="sm" aria-label="Raisons du rapprochement">
      {reasons.map(({ code, label, points }) => (
        <List.Item key={code}>
          {label} ({points > 0 ? '+' : '−'}
          {Math.abs(points)})
        </List.Item>
      ))}
    </List>
  )
}

import type { LetterView } from '@anamnese/contracts'
import { List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { IconAlertTriangle, IconSend } from '../ui/icons'
import { Panel } from '../ui/page'

/** What prevents the validation, and what it will do. */
export function LetterOutcome({ letter }: { letter: LetterView }): ReactNode {
  return (
    <Panel title="À la validation">
      <div role="status">
        {letter.obstacles.length === 0 ? null : (
          <>
            <Text fw={600}>À compléter avant de valider</Text>
            <List size="sm" mb="xs" icon={<IconAlertTriangle size={14} aria-label="À compléter" />}>
              {letter.obstacles.map((obstacle) => (
                <List.Item key={obstacle}>{obstacle}</List.Item>
              ))}
            </List>
          </>
        )}
        <List size="sm" icon={<IconSend size={14} aria-hidden />} spacing={4}>
          {letter.consequences.map((consequence) => (
            <List.Item key={consequence}>{consequence}</List.Item>
          ))}
        </List>
      </div>
    </Panel>
  )
}

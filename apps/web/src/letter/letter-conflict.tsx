import { Alert, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatHour } from '../format/dates'
import { IconLock } from '../ui/icons'
import { hasEdits, type LetterState } from './letter-state'
import type { OtherWriter } from './use-other-writer'

interface LetterConflictProps {
  state: LetterState
  other: OtherWriter
  onTakeOver: (keepMine: boolean) => void
}

/** Says who else writes, and offers to take the letter over; what one had typed is never thrown away unasked. */
export function LetterConflict({ state, other, onTakeOver }: LetterConflictProps): ReactNode {
  if (state.conflict !== undefined) {
    const { by, at } = state.conflict
    return (
      <Alert
        color="orange"
        icon={<IconLock aria-hidden />}
        role="alert"
        mb="sm"
        title={`${by} a enregistré cette lettre à ${formatHour(at)}`}
      >
        <Text>Elle est en lecture seule et montre sa version. Ce que vous avez saisi est conservé à part.</Text>
        <Group gap="xs" mt="xs">
          <Button
            variant="default"
            onClick={() => {
              other.takeOver()
              onTakeOver(false)
            }}
          >
            Continuer à partir de sa version
          </Button>
          {hasEdits(state.edits) ? (
            <Button
              variant="default"
              onClick={() => {
                other.takeOver()
                onTakeOver(true)
              }}
            >
              Remettre mes modifications par-dessus
            </Button>
          ) : null}
        </Group>
      </Alert>
    )
  }
  if (other.name === undefined) return null
  return (
    <Alert
      color="blue"
      icon={<IconLock aria-hidden />}
      role="status"
      mb="sm"
      title={`${other.name} rédige cette lettre`}
    >
      <Text>Dernier enregistrement à {formatHour(state.base.savedAt)} : elle est ici en lecture seule.</Text>
      <Button variant="default" mt="xs" onClick={other.takeOver}>
        Reprendre la rédaction
      </Button>
    </Alert>
  )
}

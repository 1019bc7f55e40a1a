import type { IdentityConflict } from '@anamnese/contracts'
import { Alert, Button, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { toApiError } from '../../api/problem'
import { formatInstant } from '../../format/dates'
import { ErrorPanel } from '../../ui/error-panel'
import { IconAlertTriangle } from '../../ui/icons'

/** Why a change was not written. When someone else changed the identity: who, what and when; what was typed stays in the form. */
export function EditError({
  error,
  onTake,
}: {
  error: unknown
  onTake: (conflict: IdentityConflict) => void
}): ReactNode {
  const { problem } = toApiError(error)
  if (problem.code !== 'IDENTITY.CONFLICT' || problem.details === undefined) return <ErrorPanel error={error} />
  const conflict = problem.details as IdentityConflict
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={problem.title} role="alert" py="xs">
      <List size="sm">
        {conflict.changes.map((change) => (
          <List.Item key={`${change.at} ${change.what}`}>
            {change.what} ({change.author}, {formatInstant(change.at)})
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt={4}>
        Ce que vous avez saisi est gardé ci-dessous.
      </Text>
      <Button
        mt={6}
        variant="default"
        onClick={() => {
          onTake(conflict)
        }}
      >
        Reprendre ma modification sur l’identité actuelle
      </Button>
    </Alert>
  )
}

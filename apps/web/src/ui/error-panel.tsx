import { Alert, Button, Group, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { toApiError } from '../api/problem'
import { IconAlertTriangle, IconRefresh } from './icons'

/** What went wrong, what to do, and the reference to give to the support. The only way an error is shown. */
export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }): ReactNode {
  const { problem } = toApiError(error)
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={problem.title} role="alert" py="xs">
      {problem.detail === undefined ? null : <Text>{problem.detail}</Text>}
      {problem.errors === undefined ? null : (
        <List size="sm" mt={4}>
          {problem.errors.map((line) => (
            <List.Item key={`${line.field} ${line.message}`}>{line.message}</List.Item>
          ))}
        </List>
      )}
      <Group gap="md" mt={6}>
        {onRetry === undefined ? null : (
          <Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onRetry}>
            Réessayer
          </Button>
        )}
        {problem.correlationId === undefined ? null : (
          <Text size="xs">
            Référence pour le support : <code>{problem.correlationId}</code>
          </Text>
        )}
      </Group>
    </Alert>
  )
}

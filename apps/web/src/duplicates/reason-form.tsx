import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode, SubmitEvent } from 'react'
import { useSession } from '../app/session'
import { useDraft } from '../ui/draft'
import { ErrorPanel } from '../ui/error-panel'

const SHORTEST = 5
const EMPTY = { reason: '' }

/** An act that asks for its reason, kept while it is typed. */
export function ReasonForm({
  name,
  label,
  action,
  color,
  disabled = false,
  act,
  onDone,
  onCancel,
}: {
  /** what the draft is about: one for each act and record */
  name: string
  label: string
  action: string
  color?: string
  disabled?: boolean
  act: (reason: string) => Promise<unknown>
  onDone: () => void
  onCancel: () => void
}): ReactNode {
  const { actor } = useSession()
  const { value, change, clear } = useDraft(actor.id, name, EMPTY)
  const reason = value.reason.trim()
  const sending = useMutation({
    mutationFn: () => act(reason),
    onSuccess: () => {
      clear()
      onDone()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (reason.length >= SHORTEST && !disabled) sending.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          label={label}
          value={value.reason}
          autosize
          minRows={2}
          maxLength={500}
          required
          onChange={(event) => {
            change({ reason: event.currentTarget.value })
          }}
        />
        {sending.error ? <ErrorPanel error={sending.error} /> : null}
        <Group gap="sm">
          <Button
            type="submit"
            disabled={reason.length < SHORTEST || disabled}
            loading={sending.isPending}
            {...(color === undefined ? {} : { color })}
          >
            {action}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Renoncer
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

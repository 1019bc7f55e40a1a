import type { OrderView } from '@anamnese/contracts'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { resendOrder } from '../api/exchange'
import { keys } from '../api/keys'
import { toApiError } from '../api/problem'
import { plural } from '../format/people'
import { IconSend } from '../ui/icons'
import { notifyDone, notifyError } from '../ui/notify'

interface ResendButtonProps {
  orders: readonly OrderView[]
  onDone?: () => void
}

/** Sends again one sending or several. Those that are refused do not stop the others. */
export function ResendButton({ orders, onDone }: ResendButtonProps): ReactNode {
  const client = useQueryClient()
  const resend = useMutation({
    mutationFn: () => Promise.allSettled(orders.map(resendOrder)),
    onSuccess: async (results) => {
      const failures = results.filter((result) => result.status === 'rejected')
      const done = results.length - failures.length
      if (done > 0) notifyDone(`${plural(done, 'envoi repris', 'envois repris')}.`)
      for (const failure of failures) notifyError(toApiError(failure.reason))
      await client.invalidateQueries({ queryKey: keys.orders })
      onDone?.()
    },
  })
  return (
    <Button
      leftSection={<IconSend size={14} aria-hidden />}
      loading={resend.isPending}
      disabled={orders.length === 0}
      onClick={() => {
        resend.mutate()
      }}
    >
      {orders.length > 1 ? `Renvoyer (${orders.length})` : 'Renvoyer'}
    </Button>
  )
}

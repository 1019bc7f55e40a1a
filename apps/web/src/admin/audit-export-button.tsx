import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { requestAuditExport } from '../api/audit'
import type { Query } from '../api/client'
import { keys } from '../api/keys'
import { notifyDone, notifyError } from '../ui/notify'

/** Asks for an extraction made apart: nothing to wait for on the screen. */
export function AuditExportButton({ filters }: { filters: Query }): ReactNode {
  const client = useQueryClient()
  const ask = useMutation({
    mutationFn: () => requestAuditExport(filters),
    onSuccess: () => {
      notifyDone('L’extraction est demandée : elle se récupère dans l’onglet « Extractions ».')
      void client.invalidateQueries({ queryKey: keys.audit })
    },
    onError: notifyError,
  })
  return (
    <Button
      variant="default"
      loading={ask.isPending}
      onClick={() => {
        ask.mutate()
      }}
    >
      Grande extraction
    </Button>
  )
}

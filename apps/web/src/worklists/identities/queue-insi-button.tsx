import type { InsiBatchKind } from '@anamnese/contracts'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { queueInsi } from '../../api/identity-editing'
import { plural } from '../../format/people'
import { notifyDone, notifyError } from '../../ui/notify'
import type { Selection } from '../../ui/table/selection'

const WORDS: Readonly<Record<InsiBatchKind, string>> = {
  search: 'Rechercher l’INS des identités choisies',
  verify: 'Vérifier l’INS des identités choisies',
}

/** Hands the selected records to INSi: the server calls it at its pace, each answer is then accepted by a person. */
export function QueueInsiButton({ kind, selection }: { kind: InsiBatchKind; selection: Selection }): ReactNode {
  const count = selection.keys.size
  const act = useMutation({
    mutationFn: () => queueInsi({ kind, patientIds: [...selection.keys] }),
    onSuccess: (batch) => {
      selection.clear()
      notifyDone(`Lot de ${plural(batch.total, 'identité')} remis à INSi : les réponses sont à examiner à son retour.`)
    },
    onError: notifyError,
  })
  return (
    <Button
      variant="default"
      disabled={count === 0}
      loading={act.isPending}
      onClick={() => {
        act.mutate()
      }}
    >
      {WORDS[kind]}
      {count === 0 ? '' : ` (${count.toLocaleString('fr-FR')})`}
    </Button>
  )
}

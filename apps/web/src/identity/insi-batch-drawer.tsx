import type { InsiBatchItemView, InsiBatchView, InsiItemOutcome } from '@anamnese/contracts'
import { Button, Drawer, NativeSelect, Stack } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { acceptInsiCall, fetchBatchItems, insiKeys } from '../api/insi'
import { paths } from '../app/paths'
import { patientName } from '../format/identity'
import { PatientLine } from '../patients/patient-line'
import { notifyDone, notifyError } from '../ui/notify'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { ITEM_OUTCOMES } from './insi-words'

const SIZE = 200
const CHOICES = [
  { value: '', label: 'Tous les résultats' },
  ...Object.entries(ITEM_OUTCOMES).map(([value, { word }]) => ({ value, label: word })),
]

/** The results of a batch: what is identical is accepted from here, the rest is examined in its record. */
export function InsiBatchDrawer({
  batch,
  onClose,
}: {
  batch: InsiBatchView | undefined
  onClose: () => void
}): ReactNode {
  return (
    <Drawer opened={batch !== undefined} onClose={onClose} position="right" size="xl" title="Résultats du lot INSi">
      {batch === undefined ? null : <Items key={batch.id} batch={batch} />}
    </Drawer>
  )
}

const COLUMNS: readonly Column<InsiBatchItemView>[] = [
  {
    key: 'patient',
    title: 'Identité',
    main: true,
    render: (row) => (row.patient === null ? 'Dossier disparu' : <PatientLine patient={row.patient} />),
  },
  { key: 'outcome', title: 'Résultat', render: (row) => <Status {...ITEM_OUTCOMES[row.outcome]} /> },
  { key: 'message', title: 'Ce qu’il faut faire', render: (row) => row.message },
  { key: 'act', title: 'Action', render: (row) => <Accept item={row} /> },
]

function Items({ batch }: { batch: InsiBatchView }): ReactNode {
  const navigate = useNavigate()
  const [outcome, setOutcome] = useState<InsiItemOutcome | ''>('')
  const query = { outcome, page: 1, size: SIZE }
  const result = useQuery({
    queryKey: [...insiKeys.batches, batch.id, query, batch.counts.waiting],
    queryFn: ({ signal }) => fetchBatchItems(batch.id, query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Stack gap="sm">
      <NativeSelect
        label="Résultat"
        data={CHOICES}
        value={outcome}
        onChange={(event) => {
          setOutcome(event.currentTarget.value as InsiItemOutcome | '')
        }}
      />
      <DataTable<InsiBatchItemView>
        label="Résultats du lot"
        columns={COLUMNS}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => (row.patient === null ? 'dossier disparu' : patientName(row.patient.traits))}
        onOpen={(row) => {
          if (row.patient !== null) void navigate(paths.recordTab(row.patient.id, 'identite'))
        }}
        noun="dossier"
        empty="Aucun dossier n’a ce résultat."
      />
    </Stack>
  )
}

function Accept({ item }: { item: InsiBatchItemView }): ReactNode {
  const client = useQueryClient()
  const { callId, patient } = item
  const accept = useMutation({
    mutationFn: (call: { id: string; patientId: string; version: number }) =>
      acceptInsiCall(call.patientId, { callId: call.id, version: call.version }),
    onSuccess: () => {
      notifyDone('L’identité renvoyée par INSi est enregistrée.')
      void client.invalidateQueries({ queryKey: insiKeys.batches })
    },
    onError: notifyError,
  })
  if (item.decidedAt !== undefined) return <Status tone="ok" word="Décidé" />
  if (item.outcome !== 'found' || callId === undefined || patient === null || item.version === undefined) return null
  const call = { id: callId, patientId: patient.id, version: item.version }
  return (
    <Button
      variant="default"
      size="compact-xs"
      loading={accept.isPending}
      onClick={(event) => {
        event.stopPropagation()
        accept.mutate(call)
      }}
    >
      Accepter
    </Button>
  )
}

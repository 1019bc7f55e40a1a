import type { PatientDetail } from '@anamnese/contracts'
import { IDENTITY_PROOFS } from '@anamnese/domain-ins'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { recordProof } from '../api/identity'
import { keys } from '../api/keys'
import { ErrorPanel } from '../ui/error-panel'
import { notifyDone } from '../ui/notify'

const CHOICES = [
  { value: '', label: 'Choisir…' },
  ...IDENTITY_PROOFS.map((proof) => ({ value: proof.code, label: proof.label })),
]

/** Records that the traits were compared with a document, without calling INSi. */
export function ProofPanel({ patient }: { patient: PatientDetail }): ReactNode {
  const client = useQueryClient()
  const [type, setType] = useState('')
  const record = useMutation({
    mutationFn: () => recordProof(patient.id, { type, version: patient.version }),
    onSuccess: (saved) => {
      client.setQueryData(keys.patient(patient.id), saved)
      setType('')
      notifyDone('Le contrôle du document d’identité est enregistré.')
    },
  })
  return (
    <>
      <Group gap="xs" align="flex-end">
        <NativeSelect
          label="Document présenté"
          data={CHOICES}
          value={type}
          onChange={(event) => {
            setType(event.currentTarget.value)
          }}
        />
        <Button
          variant="default"
          disabled={type === ''}
          loading={record.isPending}
          onClick={() => {
            record.mutate()
          }}
        >
          Enregistrer le contrôle
        </Button>
      </Group>
      {record.error ? <ErrorPanel error={record.error} /> : null}
    </>
  )
}

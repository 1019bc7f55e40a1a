import type { PatientDetail } from '@anamnese/contracts'
import { Alert, Button, Group, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keepIns, withdrawIns } from '../api/insi'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { ErrorPanel } from '../ui/error-panel'
import { IconAlertTriangle } from '../ui/icons'
import { notifyDone } from '../ui/notify'

/** The INS of a record in doubt, or simply to withdraw: one reason, two acts. */
export function InsDecision({ patient }: { patient: PatientDetail }): ReactNode {
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: (keep: boolean) => {
      const body = { version: patient.version, reason: reason.trim() }
      return keep ? keepIns(patient.id, body) : withdrawIns(patient.id, body)
    },
    onSuccess: (saved, keep) => {
      client.setQueryData(keys.patient(patient.id), saved)
      void client.invalidateQueries({ queryKey: ['patient', patient.id] })
      void client.invalidateQueries({ queryKey: keys.patients })
      setReason('')
      notifyDone(keep ? 'L’INS est gardée, le doute est levé.' : 'L’INS est retirée de ce dossier.')
    },
  })
  const { insDoubt: doubt } = patient
  const lacking = reason.trim().length < 3
  return (
    <Stack gap="xs">
      {doubt === undefined ? null : (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title="INS mise en doute" py="xs">
          {doubt.reason} ({formatInstant(doubt.at)})
        </Alert>
      )}
      <TextInput
        label="Motif de la décision"
        value={reason}
        maxLength={500}
        onChange={(event) => {
          setReason(event.currentTarget.value)
        }}
      />
      {act.error ? <ErrorPanel error={act.error} /> : null}
      <Group gap="xs">
        <Button
          variant="default"
          color="red"
          disabled={lacking}
          loading={act.isPending}
          onClick={() => {
            act.mutate(false)
          }}
        >
          Retirer l’INS
        </Button>
        {doubt === undefined ? null : (
          <Button
            variant="default"
            disabled={lacking}
            loading={act.isPending}
            onClick={() => {
              act.mutate(true)
            }}
          >
            Garder l’INS
          </Button>
        )}
      </Group>
    </Stack>
  )
}

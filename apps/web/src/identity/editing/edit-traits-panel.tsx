import type { PatientDetail } from '@anamnese/contracts'
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { changeTraits } from '../../api/identity-editing'
import { keys } from '../../api/keys'
import { useCan, useSession } from '../../app/session'
import { useDraft } from '../../ui/draft'
import { notifyDone } from '../../ui/notify'
import { EditError } from './conflict-panel'
import { ProofSelect } from './proof-select'
import { TraitRemarks } from './trait-remarks'
import { changesOf, changesStrict, draftOfPatient, type TraitsDraft } from './traits-draft'
import { TraitsFields } from './traits-fields'

interface EditDraft extends TraitsDraft {
  reason: string
  proofType: string
  /** the record as it was when the form opened: only what differs from it is sent, whatever happens to the record meanwhile */
  base: TraitsDraft
  version: number
}

/** Changes the traits. A strict one asks for its reason, and says before what it does to the status. */
export function EditTraitsPanel({ patient, onClose }: { patient: PatientDetail; onClose: () => void }): ReactNode {
  const { actor } = useSession()
  const can = useCan()
  const client = useQueryClient()
  const [initial] = useState<EditDraft>(() => {
    const base = draftOfPatient(patient)
    return { ...base, reason: '', proofType: '', base, version: patient.version }
  })
  const { value, change, clear } = useDraft<EditDraft>(actor.id, `identity.${patient.id}`, initial)
  const strict = changesStrict(value.base, value)
  const established = patient.status !== 'PROVISOIRE'
  const save = useMutation({
    mutationFn: () =>
      changeTraits(patient.id, {
        version: value.version,
        ...changesOf(value.base, value),
        ...(value.reason.trim() === '' ? {} : { reason: value.reason.trim() }),
        ...(strict && value.proofType !== '' ? { proofType: value.proofType } : {}),
      }),
    onSuccess: (saved) => {
      client.setQueryData(keys.patient(patient.id), saved)
      void client.invalidateQueries({ queryKey: keys.patients })
      clear()
      notifyDone('L’identité est modifiée.')
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} aria-label="Modifier l’identité">
      <Stack gap="sm">
        <TraitsFields draft={value} change={change} strictClosed={established && !can('identity.strict')} />
        <TraitRemarks draft={value} />
        {strict && established ? (
          <>
            <Text size="sm">
              Changer un trait strict retire ce qui était établi : l’identité devient provisoire et l’INS est retirée,
              ou validée si les nouveaux traits sont contrôlés sur une pièce.
            </Text>
            <Group gap="sm" grow align="flex-start">
              <TextInput
                label="Motif"
                required
                minLength={3}
                maxLength={300}
                value={value.reason}
                onChange={(event) => {
                  change({ reason: event.currentTarget.value })
                }}
              />
              <ProofSelect
                value={value.proofType}
                onChange={(proofType) => {
                  change({ proofType })
                }}
              />
            </Group>
          </>
        ) : null}
        {save.error ? (
          <EditError
            error={save.error}
            onTake={(conflict) => {
              client.setQueryData(keys.patient(patient.id), conflict.patient)
              const now = draftOfPatient(conflict.patient)
              // Fields that the person did not touch take what the record says now.
              const mine = Object.entries(value).filter(
                ([name, typed]) => name in now && typed !== value.base[name as keyof TraitsDraft],
              )
              change({ ...now, ...Object.fromEntries(mine), base: now, version: conflict.version })
              save.reset()
            }}
          />
        ) : null}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            Enregistrer l’identité
          </Button>
          <Button
            variant="default"
            onClick={() => {
              clear()
              onClose()
            }}
          >
            Renoncer
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

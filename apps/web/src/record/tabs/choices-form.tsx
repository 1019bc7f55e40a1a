import type { ChoicesRequest, ChoicesView } from '@anamnese/contracts'
import { Button, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, type ReactNode, useMemo } from 'react'
import { saveChoices } from '../../api/care'
import { keys } from '../../api/keys'
import { useSession } from '../../app/session'
import { useDraft } from '../../ui/draft'
import { ErrorPanel } from '../../ui/error-panel'
import { notifyDone } from '../../ui/notify'

type Draft = Required<Omit<ChoicesRequest, 'version'>>

const FEEDING_CHOICES = [
  { value: 'not-collected', label: 'Choix non recueilli' },
  { value: 'not-opposed', label: 'Informé(e), non opposé(e)' },
  { value: 'opposed', label: 'Informé(e), opposé(e)' },
]
const CONSULTATION_CHOICES = [
  { value: 'not-collected', label: 'Choix non recueilli' },
  { value: 'accepted', label: 'Accepte la consultation' },
  { value: 'refused', label: 'Refuse la consultation' },
]

/** Records the patient's choices; an opposition to the feeding asks for its legitimate reason. */
export function ChoicesForm({ choices, onClose }: { choices: ChoicesView; onClose: () => void }): ReactNode {
  const { actor } = useSession()
  const client = useQueryClient()
  const initial = useMemo<Draft>(
    () => ({ feeding: choices.feeding, consultation: choices.consultation, reason: '' }),
    [choices.feeding, choices.consultation],
  )
  const { value, change, clear } = useDraft<Draft>(actor.id, `choices.${choices.patientId}`, initial)
  const opposing = value.feeding === 'opposed' && choices.feeding !== 'opposed'
  const save = useMutation({
    mutationFn: () => {
      const reason = value.reason.trim()
      return saveChoices(choices.patientId, {
        version: choices.version,
        feeding: value.feeding,
        consultation: value.consultation,
        ...(reason === '' ? {} : { reason }),
      })
    },
    onSuccess: (saved) => {
      clear()
      client.setQueryData(keys.choices(choices.patientId), saved)
      notifyDone('Les choix du patient sont enregistrés.')
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <NativeSelect
          label="Alimentation du DMP"
          data={FEEDING_CHOICES}
          value={value.feeding}
          onChange={(event) => {
            change({ feeding: event.currentTarget.value as Draft['feeding'] })
          }}
        />
        {opposing ? (
          <>
            <Text role="status">Tant que l’opposition dure, aucun document de ce patient n’est envoyé au DMP.</Text>
            <Textarea
              label="Motif légitime de l’opposition"
              required
              maxLength={500}
              autosize
              value={value.reason}
              onChange={(event) => {
                change({ reason: event.currentTarget.value })
              }}
            />
          </>
        ) : null}
        <NativeSelect
          label="Consultation du DMP"
          data={CONSULTATION_CHOICES}
          value={value.consultation}
          onChange={(event) => {
            change({ consultation: event.currentTarget.value as Draft['consultation'] })
          }}
        />
        {save.error ? <ErrorPanel error={save.error} /> : null}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending} disabled={opposing && value.reason.trim() === ''}>
            Enregistrer
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

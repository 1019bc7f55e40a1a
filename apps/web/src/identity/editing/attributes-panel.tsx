import type { PatientDetail } from '@anamnese/contracts'
import { areCompatible, type IdentityAttribute } from '@anamnese/domain-ins'
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useMemo } from 'react'
import { changeAttributes } from '../../api/identity-editing'
import { keys } from '../../api/keys'
import { useSession } from '../../app/session'
import { IDENTITY_ATTRIBUTES } from '../../format/identity'
import { useDraft } from '../../ui/draft'
import { notifyDone } from '../../ui/notify'
import { EditError } from './conflict-panel'

const ATTRIBUTES: readonly IdentityAttribute[] = ['HOMONYME', 'DOUTEUSE', 'FICTIVE']

/** Homonym, doubtful, fictive: what they do is said before, their reason is asked. */
export function AttributesPanel({ patient }: { patient: PatientDetail }): ReactNode {
  // Another version starts a new form, which takes back what was being typed.
  return <AttributesForm key={patient.version} patient={patient} />
}

function AttributesForm({ patient }: { patient: PatientDetail }): ReactNode {
  const { actor } = useSession()
  const client = useQueryClient()
  const initial = useMemo(() => ({ attributes: patient.attributes, reason: '' }), [patient.attributes])
  const { value, change, clear } = useDraft<{ attributes: IdentityAttribute[]; reason: string }>(
    actor.id,
    `attributes.${patient.id}`,
    initial,
  )
  const changed = [...value.attributes].sort().join() !== [...patient.attributes].sort().join()
  const compatible = areCompatible(value.attributes)
  const blocking = value.attributes.some((one) => one !== 'HOMONYME') && patient.status !== 'PROVISOIRE'
  const save = useMutation({
    mutationFn: () =>
      changeAttributes(patient.id, {
        version: patient.version,
        attributes: value.attributes,
        reason: value.reason.trim(),
      }),
    onSuccess: (saved) => {
      clear()
      client.setQueryData(keys.patient(patient.id), saved)
      void client.invalidateQueries({ queryKey: keys.patients })
      notifyDone('Les attributs de l’identité sont enregistrés.')
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} aria-label="Attributs de l’identité">
      <Stack gap="xs">
        <Checkbox.Group
          label="Attributs"
          value={value.attributes}
          onChange={(attributes) => {
            change({ attributes: ATTRIBUTES.filter((one) => attributes.includes(one)) })
          }}
        >
          <Stack gap={4} mt={4}>
            {ATTRIBUTES.map((one) => (
              <Checkbox key={one} value={one} label={IDENTITY_ATTRIBUTES[one].word} size="xs" />
            ))}
          </Stack>
        </Checkbox.Group>
        {compatible ? null : <Text size="sm">Une identité fictive ne porte pas d’autre attribut.</Text>}
        {changed && blocking ? (
          <Text size="sm">
            L’identité deviendra provisoire{patient.ins === undefined ? '' : ' et son INS sera retirée'}.
          </Text>
        ) : null}
        {changed ? (
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
        ) : null}
        {save.error ? (
          <EditError
            error={save.error}
            onTake={(conflict) => {
              client.setQueryData(keys.patient(patient.id), conflict.patient)
            }}
          />
        ) : null}
        {changed ? (
          <Group gap="xs">
            <Button type="submit" disabled={!compatible || value.reason.trim().length < 3} loading={save.isPending}>
              Enregistrer les attributs
            </Button>
            <Button variant="default" onClick={clear}>
              Renoncer
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  )
}

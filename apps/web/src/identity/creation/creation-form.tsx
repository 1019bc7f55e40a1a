import type { CreatePatientRequest, LikelyExists, PatientDetail } from '@anamnese/contracts'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import { createPatient } from '../../api/identity-editing'
import { keys } from '../../api/keys'
import { toApiError } from '../../api/problem'
import { ErrorPanel } from '../../ui/error-panel'
import { ProofSelect } from '../editing/proof-select'
import { TraitRemarks } from '../editing/trait-remarks'
import { birthOf, contactOf, type TraitsDraft, traitsOf } from '../editing/traits-draft'
import { TraitsFields } from '../editing/traits-fields'
import { CandidatesList } from './candidates-list'

export interface CreationDraft extends TraitsDraft {
  proofType: string
  homonym: boolean
}

/** The traits of a new record. Records that look like the same person's are to be examined, one by one, before it is created. */
export function CreationForm({
  token,
  source,
  draft,
  change,
  onCreated,
  onCancel,
}: {
  token: string
  source: NonNullable<CreatePatientRequest['source']>
  draft: CreationDraft
  change: (part: Partial<CreationDraft>) => void
  onCreated: (patient: PatientDetail) => void
  onCancel: () => void
}): ReactNode {
  const client = useQueryClient()
  const [different, setDifferent] = useState<ReadonlySet<string>>(new Set())
  const [likely, setLikely] = useState<LikelyExists['candidates']>([])
  const save = useMutation({
    mutationFn: () => createPatient(requestOf(token, source, draft, [...different])),
    onSuccess: (patient) => {
      void client.invalidateQueries({ queryKey: keys.patients })
      onCreated(patient)
    },
    onError: (error) => {
      const { problem } = toApiError(error)
      if (problem.code !== 'IDENTITY.LIKELY_EXISTS' || problem.details === undefined) return
      setLikely((problem.details as LikelyExists).candidates)
    },
  })
  const undecided = likely.filter(({ id }) => !different.has(id))
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit} aria-label="Nouvelle identité">
      <Stack gap="sm">
        <TraitsFields draft={draft} change={change} />
        <ProofSelect
          description="Une pièce de haute confiance rend l’identité validée ; sans elle, l’identité est provisoire"
          value={draft.proofType}
          onChange={(proofType) => {
            change({ proofType })
          }}
        />
        <TraitRemarks draft={draft} />
        {save.error ? <ErrorPanel error={save.error} /> : null}
        {likely.length === 0 ? null : (
          <>
            <Text size="sm">
              Ouvrez le dossier si c’est la même personne. Sinon, dites de chacun que c’est une autre personne.
            </Text>
            <CandidatesList
              label="Dossiers qui ressemblent à cette identité"
              candidates={likely}
              examined={{
                ids: different,
                toggle: (id) => {
                  setDifferent((current) => toggled(current, id))
                },
              }}
            />
            <Checkbox
              label="Donner à la nouvelle identité l’attribut homonyme"
              checked={draft.homonym}
              onChange={(event) => {
                change({ homonym: event.currentTarget.checked })
              }}
            />
          </>
        )}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending} disabled={likely.length > 0 && undecided.length > 0}>
            Créer l’identité
          </Button>
          <Button variant="default" onClick={onCancel}>
            Renoncer
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}

function requestOf(
  searchToken: string,
  source: NonNullable<CreatePatientRequest['source']>,
  draft: CreationDraft,
  differentFrom: string[],
): CreatePatientRequest {
  const birth = birthOf(draft)
  const { address, telecoms } = contactOf(draft)
  return {
    searchToken,
    // What is missing is for the server to say, with the label of each trait.
    traits: traitsOf(draft) as IdentityTraits,
    source,
    ...(birth === undefined ? {} : { birth }),
    ...(address === null ? {} : { address }),
    ...(telecoms === undefined || telecoms.length === 0 ? {} : { telecoms }),
    ...(draft.proofType === '' ? {} : { proofType: draft.proofType }),
    ...(draft.homonym ? { attributes: ['HOMONYME' as const] } : {}),
    ...(differentFrom.length === 0 ? {} : { differentFrom }),
  }
}

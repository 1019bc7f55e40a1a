import type { PatientDetail, QualifyResponse } from '@anamnese/contracts'
import { IDENTITY_PROOFS } from '@anamnese/domain-ins'
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { qualify } from '../api/identity'
import { keys } from '../api/keys'
import { IDENTITY_STATUSES } from '../format/identity'
import { ErrorPanel } from '../ui/error-panel'
import { IconCertificate } from '../ui/icons'
import { Status } from '../ui/status'
import { InsiResult } from './insi-result'

const PROOFS = IDENTITY_PROOFS.filter((proof) => proof.confidence === 'high')

/**
 * INSi call and coherence check in one act. The person says which document they checked (none is chosen for them);
 * when the national traits differ they are shown, and only an explicit act takes them.
 */
export function QualifyPanel({
  patient,
  onNext,
}: {
  patient: PatientDetail
  /** from a list: goes on with the next record */
  onNext?: (() => void) | undefined
}): ReactNode {
  const client = useQueryClient()
  const [type, setType] = useState('')
  const act = useMutation({
    mutationFn: (acceptDifferences: boolean) =>
      qualify(patient.id, { type, version: patient.version, acceptDifferences }),
    onSuccess: (answer: QualifyResponse) => {
      client.setQueryData(keys.patient(patient.id), answer.patient)
      void client.invalidateQueries({ queryKey: keys.patients })
    },
  })
  if (patient.status === 'QUALIFIEE' && act.data === undefined) return null
  const qualified = act.data?.patient.status === 'QUALIFIEE'
  const differs = act.data !== undefined && !qualified && act.data.insi.differences.length > 0
  return (
    <Stack gap="sm">
      {qualified ? null : (
        <Radio.Group label="Document d’identité contrôlé" value={type} onChange={setType} required>
          <Stack gap={4} mt={4}>
            {PROOFS.map((proof) => (
              <Radio key={proof.code} value={proof.code} label={proof.label} size="xs" />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {act.error ? <ErrorPanel error={act.error} /> : null}
      {act.data === undefined ? null : <InsiResult result={act.data.insi} />}
      {qualified ? (
        <Group gap="md">
          <Text role="status">
            <Status tone="ok" word={IDENTITY_STATUSES.QUALIFIEE.word} /> L’identité est qualifiée : l’INS peut être
            utilisée et transmise.
          </Text>
          {onNext === undefined ? null : (
            <Button data-autofocus autoFocus onClick={onNext}>
              Identité suivante
            </Button>
          )}
        </Group>
      ) : null}
      {qualified ? null : (
        <div>
          <Button
            leftSection={<IconCertificate size={14} aria-hidden />}
            disabled={type === ''}
            loading={act.isPending}
            color={differs ? 'orange' : 'lagoon'}
            onClick={() => {
              act.mutate(differs)
            }}
          >
            {differs ? 'Prendre les traits d’INSi et qualifier' : 'Interroger INSi et qualifier'}
          </Button>
        </div>
      )}
    </Stack>
  )
}

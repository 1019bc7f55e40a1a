import type { DuplicateDetail } from '@anamnese/contracts'
import { Radio, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { mergeRecords, previewMerge } from '../api/identity-merges'
import { keys } from '../api/keys'
import { IDENTITY_STATUSES, patientName } from '../format/identity'
import { ErrorPanel } from '../ui/error-panel'
import { Panel, Waiting } from '../ui/page'
import { MergeEffects } from './merge-effects'
import { MergeWarnings } from './merge-warnings'
import { ReasonForm } from './reason-form'
import { recordTitle } from './record-title'
import { suggestedSurvivor } from './suggested-survivor'

/** Which record stays, what the merge will do, what must be read before, and why it is made. */
export function MergePanel({
  pair,
  onDone,
  onCancel,
}: {
  pair: DuplicateDetail
  onDone: (said: string) => void
  onCancel: () => void
}): ReactNode {
  const [survivorId, setSurvivorId] = useState(() => suggestedSurvivor(pair.patients))
  const [read, setRead] = useState<readonly string[]>([])
  const absorbedId = pair.patients.find((patient) => patient.id !== survivorId)?.id ?? ''
  const preview = useQuery({
    queryKey: [...keys.merges, 'preview', survivorId, absorbedId, ...pair.patients.map((one) => one.version)],
    queryFn: () => previewMerge({ survivorId, absorbedId }),
  })
  const { data } = preview
  const strong = data?.warnings.filter((warning) => warning.severity === 'strong') ?? []
  const refused = data?.warnings.some((warning) => warning.severity === 'blocking') ?? true
  return (
    <Panel title="Fusionner ces deux dossiers">
      <Stack gap="md">
        <Radio.Group
          label="Dossier conservé"
          value={survivorId}
          onChange={(id) => {
            setSurvivorId(id)
            setRead([])
          }}
        >
          <Stack gap={4} mt={4}>
            {pair.patients.map((patient) => (
              <Radio
                key={patient.id}
                value={patient.id}
                label={`${recordTitle(patient)} — ${patientName(patient.traits)}, ${IDENTITY_STATUSES[patient.status].word.toLowerCase()}`}
              />
            ))}
          </Stack>
        </Radio.Group>
        {data === undefined && preview.error ? (
          <ErrorPanel error={preview.error} onRetry={() => void preview.refetch()} />
        ) : null}
        {data === undefined && !preview.error ? <Waiting lines={3} /> : null}
        {data === undefined ? null : (
          <>
            <MergeEffects preview={data} />
            <MergeWarnings warnings={data.warnings} read={read} onRead={setRead} />
          </>
        )}
        <ReasonForm
          name={`merge.${pair.id}`}
          label="Motif de la fusion"
          action="Fusionner les dossiers"
          color="orange"
          disabled={data === undefined || refused || strong.some((warning) => !read.includes(warning.code))}
          act={async (reason) => {
            if (data === undefined) return
            await mergeRecords({
              survivorId,
              absorbedId,
              survivorVersion: data.survivor.version,
              absorbedVersion: data.absorbed.version,
              reason,
              acknowledged: [...read],
            })
          }}
          onDone={() => {
            onDone('Les dossiers sont fusionnés. La fusion peut être annulée depuis la liste des fusions.')
          }}
          onCancel={onCancel}
        />
      </Stack>
    </Panel>
  )
}

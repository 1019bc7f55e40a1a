import { Anchor, Drawer, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { fetchPatient } from '../api/identity'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { IDENTITY_ATTRIBUTES, IDENTITY_STATUSES, patientName } from '../format/identity'
import { AttributesPanel } from '../identity/editing/attributes-panel'
import { InsiVerifyPanel } from '../identity/insi-verify-panel'
import { QualifyPanel } from '../identity/qualify-panel'
import { TraitsFacts } from '../identity/traits-facts'
import { RecordGate } from '../record/record-gate'
import { ErrorPanel } from '../ui/error-panel'
import { Waiting } from '../ui/page'
import { Status } from '../ui/status'

/** One identity beside the worklist: its traits, and qualifying it. */
export function IdentityDrawer({
  patientId,
  onClose,
  onNext,
}: {
  patientId: string | undefined
  onClose: () => void
  /** opens the next record of the list */
  onNext?: () => void
}): ReactNode {
  return (
    <Drawer
      opened={patientId !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title="Qualifier une identité"
    >
      {patientId === undefined ? null : (
        <RecordGate key={patientId} patientId={patientId}>
          <Content patientId={patientId} onNext={onNext} />
        </RecordGate>
      )}
    </Drawer>
  )
}

function Content({ patientId, onNext }: { patientId: string; onNext: (() => void) | undefined }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: keys.patient(patientId),
    queryFn: ({ signal }) => fetchPatient(patientId, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  const blocking = data.attributes.find((attribute) => attribute !== 'HOMONYME')
  return (
    <Stack gap="md">
      <Text size="md" fw={700} component="div">
        {patientName(data.traits)} <Status {...IDENTITY_STATUSES[data.status]} />
      </Text>
      {data.attributes.map((attribute) => (
        <Text key={attribute}>
          <Status tone="warn" word={IDENTITY_ATTRIBUTES[attribute].word} /> {IDENTITY_ATTRIBUTES[attribute].warning}
        </Text>
      ))}
      <TraitsFacts patient={data} />
      {blocking === undefined ? <QualifyPanel patient={data} onNext={onNext} /> : null}
      {data.ins === undefined ? null : <InsiVerifyPanel patient={data} />}
      {blocking === undefined ? null : <AttributesPanel patient={data} />}
      <Anchor component={Link} to={paths.recordTab(patientId, 'identite')}>
        Ouvrir l’identité complète
      </Anchor>
    </Stack>
  )
}

import type { DuplicateDetail } from '@anamnese/contracts'
import { Drawer, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchDuplicate } from '../api/identity-merges'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { ErrorPanel } from '../ui/error-panel'
import { Panel, Waiting } from '../ui/page'
import { Status } from '../ui/status'
import { ComparisonTable } from './comparison-table'
import { DuplicateActions } from './duplicate-actions'
import { ReasonsList } from './reasons-list'
import { recordTitle } from './record-title'
import { DUPLICATE_STATES, scoreTone } from './words'

/** Two records side by side, why they are brought together, and what may be done. */
export function DuplicateDrawer({
  id,
  onClose,
  onNext,
}: {
  id: string | undefined
  onClose: () => void
  onNext: () => void
}): ReactNode {
  return (
    <Drawer opened={id !== undefined} onClose={onClose} position="right" size="72rem" title="Comparer deux dossiers">
      {id === undefined ? null : <Content key={id} id={id} onNext={onNext} />}
    </Drawer>
  )
}

function Content({ id, onNext }: { id: string; onNext: () => void }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.duplicates, 'one', id],
    queryFn: ({ signal }) => fetchDuplicate(id, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  const [one, other] = data.patients
  return (
    <Stack gap="md">
      <Text component="div">
        <Status tone={scoreTone(data.score)} word={`${data.likelihood} (${data.score} sur 100)`} />{' '}
        <Status {...DUPLICATE_STATES[data.state]} />
      </Text>
      <CollisionSentence pair={data} />
      {data.signal === undefined ? null : (
        <Text size="sm">
          Signalé par {data.signal.by} le {formatInstant(data.signal.at)} : {data.signal.reason}
        </Text>
      )}
      {data.decision === undefined ? null : (
        <Text size="sm">
          Dernière décision de {data.decision.by} le {formatInstant(data.decision.at)} : {data.decision.reason}
        </Text>
      )}
      <ComparisonTable titles={[recordTitle(one), recordTitle(other)]} traits={data.traits} />
      <Panel title="Raisons du rapprochement">
        <ReasonsList reasons={data.reasons} />
      </Panel>
      <DuplicateActions pair={data} onNext={onNext} />
    </Stack>
  )
}

function CollisionSentence({ pair }: { pair: DuplicateDetail }): ReactNode {
  const { collision } = pair
  if (collision === undefined) return null
  const holder = pair.patients.find((patient) => patient.id === collision.holderId)
  return (
    <Text>
      L’INS {collision.ins.matricule} ({collision.ins.nature}) est celle du dossier{' '}
      {holder === undefined ? '' : recordTitle(holder)}. Elle a été reçue pour l’autre dossier, qui ne l’a pas prise (
      {collision.origin.label}, {formatInstant(collision.at)}).
    </Text>
  )
}

import type { ChoicesView } from '@anamnese/contracts'
import { Button, List, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchChoices } from '../../api/care'
import { keys } from '../../api/keys'
import { useCan } from '../../app/session'
import { CONSULTATION, FEEDING } from '../../format/choices'
import { formatInstant } from '../../format/dates'
import type { Tone } from '../../format/identity'
import { ErrorPanel } from '../../ui/error-panel'
import { Panel, Waiting } from '../../ui/page'
import { Status } from '../../ui/status'
import classes from '../record.module.css'
import { ChoicesForm } from './choices-form'

/** The patient's choices about the DMP, when they were recorded, and changing them. */
export function ChoicesPanel({ patientId }: { patientId: string }): ReactNode {
  const can = useCan()
  const [editing, { open, close }] = useDisclosure(false)
  const { data, error, refetch } = useQuery({
    queryKey: keys.choices(patientId),
    queryFn: ({ signal }) => fetchChoices(patientId, signal),
  })
  return (
    <Panel
      title="Choix du patient"
      actions={
        data !== undefined && can('consent.write') && !editing ? (
          <Button variant="default" onClick={open}>
            Modifier
          </Button>
        ) : null
      }
    >
      {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting lines={2} /> : null}
      {data === undefined ? null : editing ? (
        <ChoicesForm choices={data} onClose={close} />
      ) : (
        <Choices choices={data} />
      )}
    </Panel>
  )
}

function Choices({ choices }: { choices: ChoicesView }): ReactNode {
  return (
    <div className={classes['stack']}>
      <Choice status={FEEDING[choices.feeding]} at={choices.feedingAt} />
      <Choice status={CONSULTATION[choices.consultation]} at={choices.consultationAt} />
      {choices.history.length === 0 ? (
        <Text c="dimmed">Aucun choix n’a encore été recueilli.</Text>
      ) : (
        <details>
          <summary>Historique ({choices.history.length})</summary>
          <List size="xs" listStyleType="none">
            {[...choices.history].reverse().map((entry) => (
              <List.Item key={`${entry.at} ${entry.what}`}>
                {formatInstant(entry.at)} — {entry.what} ({entry.author})
                {entry.reason === undefined ? '' : ` : ${entry.reason}`}
              </List.Item>
            ))}
          </List>
        </details>
      )}
    </div>
  )
}

function Choice({ status, at }: { status: { word: string; tone: Tone }; at: string | undefined }): ReactNode {
  return (
    <div>
      <Status {...status} />
      {at === undefined ? null : (
        <Text size="xs" c="dimmed">
          recueilli le {formatInstant(at)}
        </Text>
      )}
    </div>
  )
}

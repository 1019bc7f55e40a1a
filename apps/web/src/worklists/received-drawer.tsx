import type { ArrivalView } from '@anamnese/contracts'
import { Anchor, Button, Drawer, Group, List, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { keys } from '../api/keys'
import { receivedContentAddress, retryReceived } from '../api/received'
import { paths } from '../app/paths'
import { formatCivil, formatInstant } from '../format/dates'
import { ARRIVAL_STATES, formatSize } from '../format/received'
import { Facts } from '../ui/facts'
import { IconDownload, IconRefresh } from '../ui/icons'
import { notifyError } from '../ui/notify'
import { Status, StatusSentence } from '../ui/status'
import { ReceivedAttach } from './received-attach'
import { ReceivedDismiss } from './received-dismiss'

const RETRIED: readonly ArrivalView['state'][] = ['failed', 'refused', 'to-attach']

/** One document that arrived, beside the list: what it says, what is wrong, whose it is, what was done. */
export function ReceivedDrawer({
  arrival,
  onClose,
}: {
  arrival: ArrivalView | undefined
  onClose: () => void
}): ReactNode {
  return (
    <Drawer opened={arrival !== undefined} onClose={onClose} position="right" size="lg" title="Document reçu">
      {arrival === undefined ? null : <Content key={arrival.id} arrival={arrival} onClose={onClose} />}
    </Drawer>
  )
}

function Content({ arrival, onClose }: { arrival: ArrivalView; onClose: () => void }): ReactNode {
  const waiting = arrival.state === 'to-attach' || arrival.state === 'conflict'
  return (
    <Stack gap="md">
      <StatusSentence {...ARRIVAL_STATES[arrival.state]} sentence={arrival.sentence} />
      {waiting ? <ReceivedAttach arrival={arrival} onDone={onClose} /> : null}
      <About arrival={arrival} />
      <Findings arrival={arrival} />
      <Actions arrival={arrival} onClose={onClose} />
      <History arrival={arrival} />
    </Stack>
  )
}

function About({ arrival }: { arrival: ArrivalView }): ReactNode {
  const { document, patient, patientId, documentId } = arrival
  return (
    <Facts
      facts={[
        { label: 'Document', value: document?.title ?? arrival.subject ?? arrival.fileName ?? '—' },
        document === undefined ? undefined : { label: 'Type', value: document.type.display ?? document.type.code },
        document === undefined ? undefined : { label: 'Date', value: formatInstant(document.date) },
        document?.author === undefined ? undefined : { label: 'Auteur', value: document.author },
        patient === undefined
          ? undefined
          : { label: 'Patient nommé', value: [patient.birthName, patient.givenName].filter(Boolean).join(' ') },
        patient?.birthDate === undefined ? undefined : { label: 'Né(e) le', value: formatCivil(patient.birthDate) },
        patient === undefined ? undefined : { label: 'INS', value: patient.ins ?? 'absente du document' },
        arrival.sender === undefined ? undefined : { label: 'Envoyé par', value: arrival.sender },
        { label: 'Reçu le', value: formatInstant(arrival.receivedAt) },
        { label: 'Taille', value: formatSize(arrival.size) },
        patientId === undefined || documentId === undefined
          ? undefined
          : {
              label: 'Dossier',
              value: (
                <Anchor component={Link} to={paths.document(patientId, documentId)}>
                  Ouvrir dans le dossier
                </Anchor>
              ),
            },
      ]}
    />
  )
}

function Findings({ arrival: { findings } }: { arrival: ArrivalView }): ReactNode {
  if (findings.length === 0) return null
  return (
    <div>
      <Title order={3}>Conformité</Title>
      <List size="sm">
        {findings.slice(0, 10).map((finding, index) => (
          <List.Item key={`${index} ${finding.rule}`}>{finding.message}</List.Item>
        ))}
      </List>
      {findings.length > 10 ? <Text size="sm">Et {findings.length - 10} autre(s).</Text> : null}
    </div>
  )
}

function Actions({ arrival, onClose }: { arrival: ArrivalView; onClose: () => void }): ReactNode {
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () => retryReceived(arrival.id, arrival.version),
    onError: notifyError,
    onSettled: () => client.invalidateQueries({ queryKey: keys.received }),
  })
  const readable = arrival.state !== 'infected' && arrival.size > 0
  return (
    <Group gap="xs" align="flex-start">
      {readable ? (
        <Button
          component="a"
          variant="default"
          href={receivedContentAddress(arrival.id)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Fichier reçu
        </Button>
      ) : null}
      {RETRIED.includes(arrival.state) ? (
        <Button
          variant="default"
          loading={retry.isPending}
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => {
            retry.mutate()
          }}
        >
          Examiner de nouveau
        </Button>
      ) : null}
      <ReceivedDismiss arrival={arrival} onDone={onClose} />
    </Group>
  )
}

function History({ arrival: { history } }: { arrival: ArrivalView }): ReactNode {
  return (
    <div>
      <Title order={3}>Historique</Title>
      <List size="sm">
        {history.map((line, index) => (
          <List.Item key={`${index} ${line.at}`}>
            {formatInstant(line.at)} · <Status {...ARRIVAL_STATES[line.state]} /> {line.message}{' '}
            {line.by === undefined ? '' : `(${line.by})`}
          </List.Item>
        ))}
      </List>
    </div>
  )
}

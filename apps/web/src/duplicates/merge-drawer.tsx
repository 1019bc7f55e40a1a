import type { MergeView, UndoPreview } from '@anamnese/contracts'
import { Anchor, Drawer, List, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { fetchUndo, undoMerge } from '../api/identity-merges'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { useSession } from '../app/session'
import { formatInstant } from '../format/dates'
import { patientName } from '../format/identity'
import { ErrorPanel } from '../ui/error-panel'
import { Facts } from '../ui/facts'
import { notifyDone } from '../ui/notify'
import { Panel, Waiting } from '../ui/page'
import { ReasonForm } from './reason-form'
import { recordTitle } from './record-title'

/** One merge: who made it and why, and what undoing it would give back. */
export function MergeDrawer({ merge, onClose }: { merge: MergeView | undefined; onClose: () => void }): ReactNode {
  const { actor } = useSession()
  return (
    <Drawer opened={merge !== undefined} onClose={onClose} position="right" size="lg" title="Fusion de dossiers">
      {merge === undefined ? null : (
        <Stack gap="md">
          <Facts
            facts={[
              {
                label: 'Dossier conservé',
                value: `${patientName(merge.survivor.traits)} (${recordTitle(merge.survivor)})`,
              },
              {
                label: 'Dossier absorbé',
                value: `${patientName(merge.absorbed.traits)} (${recordTitle(merge.absorbed)})`,
              },
              { label: 'Fusionnés le', value: `${formatInstant(merge.at)} par ${merge.author}` },
              { label: 'Motif', value: merge.reason },
              merge.undone && {
                label: 'Annulée le',
                value: `${formatInstant(merge.undone.at)} par ${merge.undone.by} : ${merge.undone.reason}`,
              },
            ]}
          />
          <Anchor component={Link} to={paths.record(merge.survivor.id)}>
            Ouvrir le dossier conservé
          </Anchor>
          {merge.state === 'done' && actor.permissions.includes('identity.merge') ? (
            <Undo key={merge.id} merge={merge} onClose={onClose} />
          ) : null}
        </Stack>
      )}
    </Drawer>
  )
}

function Undo({ merge, onClose }: { merge: MergeView; onClose: () => void }): ReactNode {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.merges, 'undo', merge.id],
    queryFn: ({ signal }) => fetchUndo(merge.id, signal),
  })
  if (data === undefined) return error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Waiting />
  return (
    <Panel title="Annuler cette fusion">
      <Stack gap="sm">
        <Effects preview={data} />
        {data.obstacle === undefined ? (
          <ReasonForm
            name={`undo.${merge.id}`}
            label="Motif de l’annulation"
            action="Annuler la fusion"
            color="orange"
            act={(reason) => undoMerge(merge.id, { version: merge.version, reason })}
            onDone={() => {
              notifyDone('La fusion est annulée : les deux dossiers vivent de nouveau séparément.')
              for (const queryKey of [keys.merges, keys.duplicates, keys.patients])
                void client.invalidateQueries({ queryKey })
              onClose()
            }}
            onCancel={onClose}
          />
        ) : (
          <Text role="alert">{data.obstacle.message}</Text>
        )}
      </Stack>
    </Panel>
  )
}

function Effects({ preview }: { preview: UndoPreview }): ReactNode {
  return (
    <>
      <Text fw={700}>Ce qui retourne au dossier absorbé</Text>
      <List size="sm">
        {preview.returns.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      <Text fw={700}>Messages reçus pour lui depuis la fusion</Text>
      {preview.stays.length === 0 ? (
        <Text size="sm">Aucun.</Text>
      ) : (
        <>
          <Text size="sm">
            Ce qu’ils ont ouvert de nouveau reste au dossier conservé ; les séjours d’avant la fusion retournent
            entiers.
          </Text>
          <List size="sm">
            {preview.stays.map((message) => (
              <List.Item key={message.messageId}>
                {formatInstant(message.receivedAt)} : {message.event} {message.controlId ?? ''}
                {message.stayNumber === undefined ? '' : `, séjour ${message.stayNumber}`}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}

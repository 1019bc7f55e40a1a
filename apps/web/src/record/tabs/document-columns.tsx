import type { DocumentView, OrderView } from '@anamnese/contracts'
import { Stack, Text } from '@mantine/core'
import { formatInstant } from '../../format/dates'
import { professionalName } from '../../format/people'
import { byGravity, CHANNELS, SENDING_STATES } from '../../format/sending'
import { FLAGS } from '../../format/received'
import { IconBuildingHospital, IconFileText, IconMail, IconShieldLock } from '../../ui/icons'
import { Status } from '../../ui/status'
import type { Column } from '../../ui/table/column'
import type { ReactNode } from 'react'

export interface DocumentRow extends DocumentView {
  /** undefined until they are known */
  sendings: OrderView[] | undefined
}

export const ORIGINS: Readonly<Record<DocumentView['origin'], { word: string; icon: typeof IconMail }>> = {
  produced: { word: 'Établissement', icon: IconBuildingHospital },
  dmp: { word: 'DMP', icon: IconShieldLock },
  mssante: { word: 'MSSanté', icon: IconMail },
  file: { word: 'Fichier', icon: IconFileText },
}

export const DOCUMENT_COLUMNS: readonly Column<DocumentRow>[] = [
  {
    key: 'title',
    title: 'Document',
    sort: 'title',
    main: true,
    render: (row) => <Title row={row} />,
  },
  { key: 'type', title: 'Type', sort: 'type', render: (row) => row.type.display ?? row.type.code },
  { key: 'origin', title: 'Origine', sort: 'origin', render: (row) => <Origin origin={row.origin} /> },
  { key: 'author', title: 'Auteur', sort: 'author', render: (row) => professionalName(row.author) },
  { key: 'date', title: 'Date', sort: 'validatedAt', render: (row) => formatInstant(row.validatedAt) },
  { key: 'version', title: 'Version', sort: 'versionNumber', render: (row) => <Version row={row} /> },
  { key: 'stay', title: 'Séjour', render: (row) => row.stayNumber ?? '—' },
  { key: 'sending', title: 'Envois', render: (row) => <Sendings row={row} /> },
]

export function Origin({ origin }: { origin: DocumentView['origin'] }): ReactNode {
  const { word, icon: Icon } = ORIGINS[origin]
  return (
    <Text span>
      <Icon size={14} aria-hidden style={{ verticalAlign: '-2px', marginRight: 4 }} />
      {word}
    </Text>
  )
}

/** The title, with what changes how it is read: results out of range, a withdrawal, a deletion. */
function Title({ row }: { row: DocumentRow }): ReactNode {
  return (
    <>
      {row.title} {row.flag === undefined ? null : <Status {...FLAGS[row.flag]} />}
      {row.withdrawn === undefined ? null : <Status tone="fail" word="Retiré" />}
      {row.deleted === undefined ? null : <Status tone="off" word="Supprimé" />}
      {row.received?.invalid === true ? <Status tone="info" word="Non conforme" /> : null}
    </>
  )
}

function Version({ row }: { row: DocumentRow }): ReactNode {
  return (
    <>
      {row.versionNumber}
      {row.superseded ? (
        <>
          {' '}
          <Status tone="off" word="Remplacée" />
        </>
      ) : null}
    </>
  )
}

/** One sentence per sending, the one that needs attention first. */
function Sendings({ row }: { row: DocumentRow }): ReactNode {
  if (row.sendings === undefined) return <Text c="dimmed">…</Text>
  if (row.sendings.length === 0) return row.origin === 'produced' ? <Text c="dimmed">Aucun envoi</Text> : null
  return (
    <Stack gap={2}>
      {[...row.sendings].sort(byGravity).map((order) => (
        <Text key={order.id} size="xs" component="div">
          <Status {...SENDING_STATES[order.state]} /> {order.channel === 'DMP' ? '' : `${CHANNELS[order.channel]} : `}
          {order.sentence}
        </Text>
      ))}
    </Stack>
  )
}

import type { OrderView } from '@anamnese/contracts'
import { Text } from '@mantine/core'
import { formatAgo, formatInstant } from '../format/dates'
import { CHANNELS, SENDING_STATES } from '../format/sending'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'

/** The columns of sendings; in a record the patient is already known. */
export function sendingColumns({ withPatient }: { withPatient: boolean }): readonly Column<OrderView>[] {
  const columns: Column<OrderView>[] = [
    { key: 'state', title: 'État', width: '130px', render: (row) => <Status {...SENDING_STATES[row.state]} /> },
    { key: 'document', title: 'Document', main: true, render: (row) => row.documentTitle },
    { key: 'patient', title: 'Patient', render: (row) => row.patientName },
    {
      key: 'to',
      title: 'Vers',
      render: (row) => (
        <>
          {CHANNELS[row.channel]}
          {row.recipient === undefined ? null : (
            <Text size="xs" c="dimmed">
              {row.recipient}
            </Text>
          )}
        </>
      ),
    },
    { key: 'sentence', title: 'Où en est l’envoi', render: (row) => row.sentence },
    {
      key: 'changed',
      title: 'Depuis le',
      width: '150px',
      render: (row) => (
        <>
          {formatInstant(row.changedAt)}
          <Text size="xs" c="dimmed">
            {formatAgo(row.changedAt)}
          </Text>
        </>
      ),
    },
    { key: 'attempts', title: 'Tentatives', align: 'right', render: (row) => row.attempts },
  ]
  return withPatient ? columns : columns.filter((column) => column.key !== 'patient')
}

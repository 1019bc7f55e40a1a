import type { DuplicateView } from '@anamnese/contracts'
import { Stack, Text } from '@mantine/core'
import { formatInstant } from '../format/dates'
import { PatientLine } from '../patients/patient-line'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DUPLICATE_STATES, mainReasons, scoreTone } from './words'

/** What the worklists of duplicates and collisions show of a pair. */
export const DUPLICATE_COLUMNS: readonly Column<DuplicateView>[] = [
  {
    key: 'score',
    title: 'Ressemblance',
    sort: 'score',
    width: '150px',
    render: (row) => <Status tone={scoreTone(row.score)} word={`${row.likelihood} (${row.score})`} />,
  },
  {
    key: 'records',
    title: 'Les deux dossiers',
    main: true,
    render: (row) => (
      <Stack gap={2}>
        {row.records.map((record) => (
          <PatientLine key={record.id} patient={record} />
        ))}
      </Stack>
    ),
  },
  { key: 'why', title: 'Pourquoi', render: (row) => <Text size="sm">{mainReasons(row)}</Text> },
  {
    key: 'origin',
    title: 'Origine',
    render: (row) =>
      row.collision?.origin.label ?? (row.signal ? `Signalé par ${row.signal.by}` : 'Comparaison des traits'),
  },
  { key: 'state', title: 'État', render: (row) => <Status {...DUPLICATE_STATES[row.state]} /> },
  {
    key: 'changed',
    title: 'Depuis',
    sort: 'changedAt',
    width: '140px',
    render: (row) => formatInstant(row.changedAt),
  },
]

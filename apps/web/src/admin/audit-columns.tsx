import type { AuditEntry } from '@anamnese/contracts'
import { Anchor, Text } from '@mantine/core'
import { Link } from 'react-router'
import { paths } from '../app/paths'
import { formatInstant } from '../format/dates'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { actionWords, AUDIT_OUTCOMES, PURPOSES } from './audit-words'

/** The columns of the audit trail; in one record the patient is already known. */
export function auditColumns({ withPatient }: { withPatient: boolean }): readonly Column<AuditEntry>[] {
  return withPatient ? COLUMNS : COLUMNS.filter((column) => column.key !== 'patient')
}

const COLUMNS: readonly Column<AuditEntry>[] = [
  { key: 'at', title: 'Le', width: '140px', render: (row) => formatInstant(row.at) },
  {
    key: 'actor',
    title: 'Qui',
    render: (row) => (
      <>
        {row.actor.name}
        <Text size="xs" c="dimmed">
          {row.actor.idNat ?? row.actor.kind}
        </Text>
      </>
    ),
  },
  { key: 'action', title: 'Quoi', render: (row) => <span title={row.action}>{actionWords(row.action)}</span> },
  { key: 'outcome', title: 'Résultat', render: (row) => <Status {...AUDIT_OUTCOMES[row.outcome]} /> },
  {
    key: 'purpose',
    title: 'À quel titre',
    render: (row) => (
      <>
        {row.purpose === undefined ? '—' : PURPOSES[row.purpose]}
        {row.reason === undefined ? null : <Text size="xs">Motif : {row.reason}</Text>}
      </>
    ),
  },
  {
    key: 'patient',
    title: 'Dossier',
    render: (row) =>
      row.patientId === undefined ? (
        '—'
      ) : (
        <Anchor component={Link} to={paths.record(row.patientId)} size="xs">
          {row.patientId}
        </Anchor>
      ),
  },
  { key: 'ins', title: 'INS', render: (row) => (row.ins ? 'vue ou transmise' : '—') },
  { key: 'partner', title: 'Partenaire', render: (row) => row.partner ?? '—' },
  { key: 'detail', title: 'Détail', render: (row) => row.detail ?? row.object?.kind ?? '' },
]

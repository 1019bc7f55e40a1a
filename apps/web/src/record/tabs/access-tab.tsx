import type { AuditEntry } from '@anamnese/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { auditColumns } from '../../admin/audit-columns'
import { AuditTable } from '../../admin/audit-table'
import { InsAccessPanel } from '../../admin/ins-access-panel'
import { actionWords } from '../../admin/audit-words'
import { fetchRecordAudit } from '../../api/directory'
import { keys } from '../../api/keys'
import { useCan } from '../../app/session'
import { useListAddress } from '../../ui/list-address'
import { DataTable } from '../../ui/table/data-table'
import classes from '../record.module.css'

/** Who opened this record, and what they did in it. Filters and extraction are for who may read the whole trail. */
export function AccessTab({ patientId }: { patientId: string }): ReactNode {
  const can = useCan()
  return (
    <div className={classes['stack']}>
      <InsAccessPanel patientId={patientId} inRecord />
      <div>{can('audit.read') ? <AuditTable patientId={patientId} /> : <RecordAudit patientId={patientId} />}</div>
    </div>
  )
}

const NO_FILTERS: readonly string[] = []
const COLUMNS = auditColumns({ withPatient: false })

function RecordAudit({ patientId }: { patientId: string }): ReactNode {
  const list = useListAddress(NO_FILTERS)
  const result = useQuery({
    queryKey: [...keys.audit, patientId, list.query],
    queryFn: ({ signal }) => fetchRecordAudit(patientId, list.query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <DataTable<AuditEntry>
      label="Accès au dossier"
      columns={COLUMNS}
      list={list}
      result={result}
      rowKey={(row) => row.id}
      rowName={(row) => actionWords(row.action)}
      noun="trace"
      empty="Aucun accès enregistré : chaque ouverture de ce dossier laisse ici sa trace."
    />
  )
}

import type { AuditEntry } from '@anamnese/contracts'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { address } from '../api/client'
import { fetchAudit } from '../api/directory'
import { keys } from '../api/keys'
import { ChoiceFilter, DayFilter, Filters, TextFilter } from '../ui/filters'
import { IconDownload } from '../ui/icons'
import { useListAddress } from '../ui/list-address'
import { DataTable } from '../ui/table/data-table'
import { auditColumns } from './audit-columns'
import { AuditExportButton } from './audit-export-button'
import { InsAccessPanel } from './ins-access-panel'
import { actionWords, AUDIT_OUTCOMES } from './audit-words'

const FILTERS = ['actor', 'action', 'outcome', 'ins', 'partner', 'from', 'to', 'patientId'] as const
const NONE = {}
const INS = [{ value: 'true', label: 'Accès à l’INS' }]
const OUTCOMES = Object.entries(AUDIT_OUTCOMES).map(([value, { word }]) => ({ value, label: word }))

/** Who did what to whom, filtered and extracted; of one record when a patient is given. */
export function AuditTable({ patientId }: { patientId?: string }): ReactNode {
  const list = useListAddress(FILTERS, NONE)
  const filters = { ...list.filters, ...(patientId === undefined ? {} : { patientId }) }
  const query = { ...list.query, ...filters }
  const result = useQuery({
    queryKey: [...keys.audit, query],
    queryFn: ({ signal }) => fetchAudit(query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <Filters>
        <TextFilter list={list} name="actor" label="Qui" width={180} />
        <TextFilter list={list} name="action" label="Action (code)" width={150} />
        <ChoiceFilter list={list} name="outcome" label="Résultat" all="Tous" choices={OUTCOMES} />
        <ChoiceFilter list={list} name="ins" label="INS" all="Tous les accès" choices={INS} />
        <TextFilter list={list} name="partner" label="Partenaire" width={130} />
        {patientId === undefined ? <TextFilter list={list} name="patientId" label="Dossier" width={130} /> : null}
        <DayFilter list={list} name="from" label="Du" />
        <DayFilter list={list} name="to" label="Au" />
        <Button
          component="a"
          variant="default"
          href={address('/api/audit.csv', filters)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Extraire (CSV)
        </Button>
        {patientId === undefined ? <AuditExportButton filters={filters} /> : null}
      </Filters>
      {patientId === undefined && list.filters['patientId'] !== undefined ? (
        <InsAccessPanel patientId={list.filters['patientId']} inRecord={false} />
      ) : null}
      <DataTable<AuditEntry>
        label="Traces"
        columns={auditColumns({ withPatient: patientId === undefined })}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => actionWords(row.action)}
        noun="trace"
        empty="Aucune trace ne répond à ces filtres : chaque accès à un dossier ou à une INS et chaque acte en laisse une."
      />
    </>
  )
}

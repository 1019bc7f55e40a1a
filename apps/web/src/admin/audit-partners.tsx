import type { PartnerTotal } from '@anamnese/contracts'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { address } from '../api/client'
import { fetchPartners } from '../api/audit'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { ChoiceFilter, DayFilter, Filters, TextFilter } from '../ui/filters'
import { IconDownload } from '../ui/icons'
import { useListAddress } from '../ui/list-address'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'

const FILTERS = ['partner', 'ins', 'patientId', 'from', 'to'] as const
const INS = [{ value: 'true', label: 'Avec l’INS' }]
const number = (value: number): string => value.toLocaleString('fr-FR')

export const PARTNER_COLUMNS: readonly Column<PartnerTotal>[] = [
  { key: 'partner', title: 'Partenaire', main: true, render: (row) => row.partner },
  { key: 'exchanges', title: 'Échanges', align: 'right', render: (row) => number(row.exchanges) },
  { key: 'ins', title: 'Avec l’INS', align: 'right', render: (row) => number(row.withIns) },
  { key: 'failures', title: 'Échecs et refus', align: 'right', render: (row) => number(row.failures) },
  { key: 'patients', title: 'Patients', align: 'right', render: (row) => number(row.patients) },
  { key: 'first', title: 'Premier échange', render: (row) => formatInstant(row.firstAt) },
  { key: 'last', title: 'Dernier échange', render: (row) => formatInstant(row.lastAt) },
]

/** With whom data was exchanged, how often, with the INS or without (INS/va1.46). */
export function AuditPartners(): ReactNode {
  const list = useListAddress(FILTERS)
  const result = useQuery({
    queryKey: [...keys.audit, 'partners', list.filters],
    queryFn: ({ signal }) => fetchPartners(list.filters, signal),
    placeholderData: keepPreviousData,
  })
  const rows = result.data === undefined ? undefined : { items: result.data, total: result.data.length }
  return (
    <>
      <Filters>
        <TextFilter list={list} name="partner" label="Partenaire" width={160} />
        <ChoiceFilter list={list} name="ins" label="INS" all="Tous les échanges" choices={INS} />
        <TextFilter list={list} name="patientId" label="Dossier" width={160} />
        <DayFilter list={list} name="from" label="Du" />
        <DayFilter list={list} name="to" label="Au" />
        <Button
          component="a"
          variant="default"
          href={address('/api/audit/partners.csv', list.filters)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          Extraire (CSV)
        </Button>
      </Filters>
      <DataTable<PartnerTotal>
        label="Partenaires d’échange"
        columns={PARTNER_COLUMNS}
        result={{ ...result, data: rows }}
        rowKey={(row) => row.partner}
        rowName={(row) => row.partner}
        noun="partenaire"
        empty="Aucun échange sur cette période : chaque envoi et chaque appel à un service national en laisse une trace."
      />
    </>
  )
}

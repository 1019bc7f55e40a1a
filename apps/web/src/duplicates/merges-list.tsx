import type { MergeView } from '@anamnese/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchMerges } from '../api/identity-merges'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { patientName } from '../format/identity'
import { PatientLine } from '../patients/patient-line'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { MergeDrawer } from './merge-drawer'
import { MERGE_STATES } from './words'

const FILTERS = ['q', 'state'] as const
const STATES = Object.entries(MERGE_STATES).map(([value, { word }]) => ({ value, label: word }))

const COLUMNS: readonly Column<MergeView>[] = [
  { key: 'at', title: 'Le', width: '140px', render: (row) => formatInstant(row.at) },
  { key: 'survivor', title: 'Dossier conservé', main: true, render: (row) => <PatientLine patient={row.survivor} /> },
  { key: 'absorbed', title: 'Dossier absorbé', render: (row) => <PatientLine patient={row.absorbed} /> },
  { key: 'author', title: 'Par', render: (row) => row.author },
  { key: 'reason', title: 'Motif', render: (row) => row.reason },
  { key: 'state', title: 'État', render: (row) => <Status {...MERGE_STATES[row.state]} /> },
]

/** The merges made here or told by messages, and undoing them. */
export default function MergesList(): ReactNode {
  const list = useListAddress(FILTERS)
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...keys.merges, list.query],
    queryFn: ({ signal }) => fetchMerges(list.query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title="Fusions de dossiers">
      <Filters>
        <TextFilter list={list} name="q" label="Nom, date de naissance, IPP" />
        <ChoiceFilter list={list} name="state" label="État" all="Toutes" choices={STATES} />
      </Filters>
      <DataTable<MergeView>
        label="Fusions de dossiers"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `la fusion des dossiers de ${patientName(row.survivor.traits)}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="fusion"
        empty="Aucune fusion : celles qui sont faites ici, ou reçues par message, apparaîtront avec leur motif."
      />
      <MergeDrawer
        merge={result.data?.items.find((row) => row.id === openId)}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

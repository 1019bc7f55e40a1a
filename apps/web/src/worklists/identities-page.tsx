import type { PatientSummary } from '@anamnese/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchPatients } from '../api/identity'
import { keys } from '../api/keys'
import { formatCivil } from '../format/dates'
import { formatSex, IDENTITY_ATTRIBUTES, IDENTITY_STATUSES, patientName } from '../format/identity'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { TO_QUALIFY } from './filters'
import { IdentityDrawer } from './identity-drawer'

const FILTERS = ['q', 'status'] as const
const DEFAULTS = { status: TO_QUALIFY }
const STATUSES = [
  { value: TO_QUALIFY, label: 'À qualifier' },
  ...Object.entries(IDENTITY_STATUSES).map(([value, { word }]) => ({ value, label: word })),
]

const COLUMNS: readonly Column<PatientSummary>[] = [
  {
    key: 'name',
    title: 'Nom et prénom de naissance',
    sort: 'name',
    main: true,
    render: (row) => patientName(row.traits),
  },
  { key: 'birth', title: 'Né(e) le', sort: 'birthDate', render: (row) => formatCivil(row.traits.birthDate) },
  { key: 'sex', title: 'Sexe', render: (row) => formatSex(row.traits.sex) },
  { key: 'place', title: 'Lieu de naissance', render: (row) => row.traits.birthPlaceCode ?? 'non connu' },
  { key: 'status', title: 'Identité', render: (row) => <Status {...IDENTITY_STATUSES[row.status]} /> },
  {
    key: 'next',
    title: 'Ce qui manque',
    render: (row) => {
      const blocking = row.attributes.find((attribute) => attribute !== 'HOMONYME')
      return blocking === undefined
        ? IDENTITY_STATUSES[row.status].meaning
        : `${IDENTITY_ATTRIBUTES[blocking].word} : à lever d’abord`
    },
  },
  { key: 'ipp', title: 'IPP', render: (row) => row.ipps.map((ipp) => ipp.value).join(', ') },
]

/** Identities whose INS is not qualified yet. */
export default function IdentitiesPage(): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...keys.patients, list.query],
    queryFn: ({ signal }) => fetchPatients(list.query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title="Identités à qualifier">
      <Filters>
        <TextFilter list={list} name="q" label="Nom, date de naissance, IPP" />
        <ChoiceFilter list={list} name="status" label="Identité" all="Toutes" choices={STATUSES} />
      </Filters>
      <DataTable<PatientSummary>
        label="Identités à qualifier"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `l’identité de ${patientName(row.traits)}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="identité"
        empty="Aucune identité à qualifier : une admission reçue sans INS vérifiée apparaîtra ici."
      />
      <IdentityDrawer
        patientId={openId}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

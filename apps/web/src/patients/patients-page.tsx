import type { PatientSummary } from '@anamnese/contracts'
import { formatMatricule } from '@anamnese/domain-ins'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { paths } from '../app/paths'
import { fetchPatients } from '../api/identity'
import { keys } from '../api/keys'
import { formatCivil } from '../format/dates'
import { formatSex, IDENTITY_ATTRIBUTES, IDENTITY_STATUSES, patientName, usedIdentity } from '../format/identity'
import { readSearch } from '../format/search'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'

const FILTERS = ['q', 'status'] as const

const COLUMNS: readonly Column<PatientSummary>[] = [
  {
    key: 'name',
    title: 'Nom et prénom de naissance',
    sort: 'name',
    main: true,
    render: (row) => patientName(row.traits),
  },
  {
    key: 'used',
    title: 'Nom et prénom utilisés',
    render: (row) => {
      const used = usedIdentity(row.traits)
      return used === undefined ? '' : [used.name, used.givenName].filter(Boolean).join(' ')
    },
  },
  { key: 'birth', title: 'Né(e) le', sort: 'birthDate', render: (row) => formatCivil(row.traits.birthDate) },
  { key: 'sex', title: 'Sexe', render: (row) => formatSex(row.traits.sex) },
  {
    key: 'status',
    title: 'Identité',
    render: (row) => (
      <>
        <Status {...IDENTITY_STATUSES[row.status]} />{' '}
        {row.attributes.map((attribute) => (
          <Status key={attribute} tone="warn" word={IDENTITY_ATTRIBUTES[attribute].word} />
        ))}
        {row.mergedInto === undefined ? null : <Status tone="off" word="Dossier fusionné" />}
      </>
    ),
  },
  {
    key: 'ins',
    title: 'Matricule INS',
    render: (row) =>
      row.ins === undefined || row.status !== 'QUALIFIEE'
        ? ''
        : `${formatMatricule(row.ins.matricule)} (${row.ins.nature})`,
  },
  { key: 'ipp', title: 'IPP', render: (row) => row.ipps.map((ipp) => ipp.value).join(', ') },
]

/** Patients found by the search field, or the list of all. */
export function PatientsPage(): ReactNode {
  const list = useListAddress(FILTERS)
  const navigate = useNavigate()
  const direct = (useLocation().state as { direct?: boolean } | null)?.direct === true
  const q = list.filters['q'] ?? ''
  const { obstacle } = readSearch(q)
  const query = useQuery({
    queryKey: [...keys.patients, list.query],
    queryFn: ({ signal }) => fetchPatients(list.query, signal),
    enabled: obstacle === undefined,
  })
  const only = query.data?.total === 1 ? query.data.items[0] : undefined
  useEffect(() => {
    if (direct && q !== '' && only !== undefined) void navigate(paths.record(only.id), { replace: true })
  }, [direct, q, only, navigate])

  return (
    <Page
      title="Patients"
      subtitle={q === '' ? undefined : readSearch(q).hint}
      actions={
        <Button component={Link} to={paths.scan} variant="default">
          Lire un datamatrix ou une carte
        </Button>
      }
    >
      <Filters>
        <TextFilter list={list} name="q" label="Nom, date de naissance, IPP, matricule" width={320} />
        <ChoiceFilter
          list={list}
          name="status"
          label="Identité"
          all="Toutes"
          choices={Object.entries(IDENTITY_STATUSES).map(([value, { word }]) => ({ value, label: word }))}
        />
      </Filters>
      <DataTable<PatientSummary>
        label="Patients"
        columns={COLUMNS}
        list={list}
        result={
          obstacle === undefined
            ? query
            : { data: { items: [], total: 0 }, error: null, isFetching: false, refetch: query.refetch }
        }
        rowKey={(row) => row.id}
        rowName={(row) => patientName(row.traits)}
        rowTo={(row) => paths.record(row.id)}
        noun="patient"
        empty={obstacle ?? emptyText(q)}
      />
    </Page>
  )
}

function emptyText(q: string): string {
  return q === ''
    ? 'Aucun patient : les identités arrivent par les messages de la gestion administrative (HL7 PAM).'
    : `Aucun patient ne correspond à « ${q} ». Essayez les premières lettres du nom, ou la date de naissance jj/mm/aaaa.`
}

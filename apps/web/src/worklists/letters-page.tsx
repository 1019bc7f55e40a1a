import type { LetterSummary } from '@anamnese/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchLetters } from '../api/documents'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { formatAgo, formatCivil, formatInstant } from '../format/dates'
import { unitName } from '../format/people'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { TO_VALIDATE } from './filters'
import { useDocumentTypes } from '../letter/use-document-types'

const FILTERS = ['q', 'author', 'state', 'type', 'validator'] as const
const DEFAULTS = { author: 'me', state: TO_VALIDATE, sort: '-savedAt' }

const COLUMNS: readonly Column<LetterSummary>[] = [
  { key: 'patient', title: 'Patient', main: true, render: (row) => row.patientName },
  { key: 'birth', title: 'Né(e) le', render: (row) => formatCivil(row.patientBirthDate) },
  { key: 'title', title: 'Document', render: (row) => row.title },
  { key: 'unit', title: 'Unité', sort: 'unit', render: (row) => unitName(row.unit) },
  { key: 'stay', title: 'Séjour', sort: 'stayNumber', render: (row) => row.stayNumber },
  { key: 'author', title: 'Auteur', sort: 'author', render: (row) => row.author },
  { key: 'state', title: 'État', render: stateText },
  {
    key: 'saved',
    title: 'Enregistré le',
    sort: 'savedAt',
    render: (row) => `${formatInstant(row.savedAt)} (${formatAgo(row.savedAt)})`,
  },
]

const STATES: Record<LetterSummary['state'], string> = {
  draft: 'En rédaction',
  'to-validate': 'À signer',
  validated: 'Validé',
  abandoned: 'Abandonné',
}

function stateText({ state, validator }: LetterSummary): string {
  return validator === undefined ? STATES[state] : `${STATES[state]} par ${validator}`
}

/** Documents that wait for their validation: mine first. */
export function LettersPage(): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const query = { ...list.query, author: list.filters['author'] ?? 'all' }
  const types = useDocumentTypes()
  const result = useQuery({
    queryKey: [...keys.letters, query],
    queryFn: ({ signal }) => fetchLetters(query, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title="Documents à valider">
      <Filters>
        <TextFilter list={list} name="q" label="Patient ou séjour" />
        <ChoiceFilter list={list} name="author" label="Auteur" all="Tous" choices={[{ value: 'me', label: 'Moi' }]} />
        <ChoiceFilter
          list={list}
          name="state"
          label="État"
          choices={[
            { value: TO_VALIDATE, label: 'À valider' },
            { value: 'draft', label: 'En rédaction' },
            { value: 'to-validate', label: 'Soumis à signature' },
            { value: 'validated', label: 'Validés' },
            { value: 'abandoned', label: 'Abandonnés' },
          ]}
        />
        <ChoiceFilter
          list={list}
          name="type"
          label="Type"
          all="Tous"
          choices={types.map(({ type, name }) => ({ value: type.code, label: name }))}
        />
        <ChoiceFilter
          list={list}
          name="validator"
          label="Signataire"
          all="Tous"
          choices={[{ value: 'me', label: 'Moi, ou qui peut signer' }]}
        />
      </Filters>
      <DataTable<LetterSummary>
        label="Documents à valider"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `la lettre de ${row.patientName}`}
        rowTo={(row) => paths.letter(row.patientId, row.id)}
        noun="document"
        empty="Rien à valider : une lettre commencée depuis un dossier attend ici jusqu’à sa validation."
      />
    </Page>
  )
}

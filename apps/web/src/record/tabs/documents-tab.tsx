import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { fetchDocuments } from '../../api/documents'
import { keys } from '../../api/keys'
import { paths } from '../../app/paths'
import { ChoiceFilter, DayFilter, Filters, TextFilter } from '../../ui/filters'
import { useListAddress } from '../../ui/list-address'
import { DataTable } from '../../ui/table/data-table'
import { DOCUMENT_COLUMNS, type DocumentRow, ORIGINS } from './document-columns'
import { ImportButton } from './documents-import'
import { useDocuments } from './use-documents'

const FILTERS = ['q', 'type', 'origin', 'flag', 'superseded', 'from', 'to'] as const
const DEFAULTS = { sort: '-validatedAt' }
const ORIGIN_CHOICES = Object.entries(ORIGINS).map(([value, { word }]) => ({ value, label: word }))
const FLAG_CHOICES = [
  { value: 'any', label: 'Anormaux ou critiques' },
  { value: 'critical', label: 'Critiques' },
]
const VERSION_CHOICES = [{ value: 'false', label: 'La dernière' }]
const TYPES_FROM = { page: 1, size: 200, sort: '-validatedAt' }

/** All the documents of the record, wherever they come from. */
export function DocumentsTab({ patientId }: { patientId: string }): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const result = useDocuments(patientId, list.query)
  return (
    <>
      <Filters>
        <TextFilter list={list} name="q" label="Titre ou auteur" />
        <ChoiceFilter list={list} name="type" label="Type" all="Tous les types" choices={useTypes(patientId)} />
        <ChoiceFilter list={list} name="origin" label="Origine" all="Toutes" choices={ORIGIN_CHOICES} />
        <ChoiceFilter list={list} name="flag" label="Résultats" all="Tous" choices={FLAG_CHOICES} />
        <ChoiceFilter list={list} name="superseded" label="Versions" all="Toutes" choices={VERSION_CHOICES} />
        <DayFilter list={list} name="from" label="Du" />
        <DayFilter list={list} name="to" label="Au" />
        <ImportButton patientId={patientId} />
      </Filters>
      <DataTable<DocumentRow>
        label="Documents du dossier"
        columns={DOCUMENT_COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        rowTo={(row) => paths.document(patientId, row.id)}
        noun="document"
        empty={
          Object.keys(list.filters).length === 0
            ? 'Aucun document : une lettre validée ici, un document reçu du DMP ou par MSSanté apparaîtra dans cette liste.'
            : 'Aucun document ne répond à ces filtres.'
        }
      />
    </>
  )
}

/** The types that this record's documents have. */
function useTypes(patientId: string): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: [...keys.documents(patientId), 'types'],
    queryFn: ({ signal }) => fetchDocuments(patientId, TYPES_FROM, signal),
    staleTime: 60_000,
  })
  const types = new Map((data?.items ?? []).map(({ type }) => [type.code, type.display ?? type.code]))
  return [...types].map(([value, label]) => ({ value, label }))
}

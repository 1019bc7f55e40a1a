import type { CodedResult } from '@anamnese/contracts'
import type { ReactNode } from 'react'
import { formatCivil, formatInstant } from '../format/dates'
import { toneOfResult } from '../format/received'
import { Panel } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'

const COLUMNS: readonly Column<CodedResult>[] = [
  { key: 'name', title: 'Examen', main: true, render: (row) => row.name },
  { key: 'value', title: 'Résultat', render: (row) => [row.value, row.unit].filter(Boolean).join(' ') },
  {
    key: 'flag',
    title: 'Interprétation',
    render: (row) =>
      row.flagWord === undefined ? (
        '—'
      ) : row.flag === undefined || row.flag === 'normal' ? (
        row.flagWord
      ) : (
        <Status tone={toneOfResult(row)} word={row.flagWord} />
      ),
  },
  { key: 'reference', title: 'Valeurs de référence', render: (row) => row.reference ?? '—' },
  { key: 'at', title: 'Le', render: (row) => whenOf(row.at) },
]

function whenOf(at: string | undefined): string {
  return at !== undefined && at.length === 10 ? formatCivil(at) : formatInstant(at)
}

/** The coded results, those out of range first: a word says how each stands. */
export function ResultsPanel({ results }: { results: readonly CodedResult[] }): ReactNode {
  if (results.length === 0) return null
  const items = results.map((result, index) => ({ ...result, key: `${index}` }))
  return (
    <Panel title="Résultats">
      <DataTable
        label="Résultats du document"
        columns={COLUMNS}
        result={{ data: { items, total: items.length }, error: null, isFetching: false, refetch: () => undefined }}
        rowKey={(row) => row.key}
        rowName={(row) => row.name}
        noun="résultat"
        empty="Aucun résultat codé."
      />
    </Panel>
  )
}

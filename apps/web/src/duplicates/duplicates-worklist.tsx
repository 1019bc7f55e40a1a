import type { DuplicateKind, DuplicateView } from '@anamnese/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { fetchDuplicates } from '../api/identity-merges'
import { keys } from '../api/keys'
import { patientName } from '../format/identity'
import { ChoiceFilter, Filters, TextFilter } from '../ui/filters'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { DataTable } from '../ui/table/data-table'
import { DUPLICATE_COLUMNS } from './duplicate-columns'
import { DuplicateDrawer } from './duplicate-drawer'
import { ScanButton } from './scan-button'
import { SignalButton } from './signal-button'
import { DUPLICATE_STATES } from './words'

const FILTERS = ['q', 'state', 'minScore'] as const
const DEFAULTS = { state: 'open' }
const STATES = Object.entries(DUPLICATE_STATES).map(([value, { word }]) => ({ value, label: word }))
const SCORES = [
  { value: '85', label: 'Très probables' },
  { value: '72', label: 'Probables et plus' },
]

/** Pairs of records to look at: opened with Enter, walked with j and k. */
export function DuplicatesWorklist({
  kind,
  title,
  empty,
}: {
  kind: DuplicateKind
  title: string
  empty: string
}): ReactNode {
  const list = useListAddress(FILTERS, DEFAULTS)
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...keys.duplicates, kind, list.query],
    queryFn: ({ signal }) => fetchDuplicates({ ...list.query, kind }, signal),
    placeholderData: keepPreviousData,
  })
  const rows = result.data?.items
  const next = useCallback(() => {
    setOpenId((current) => {
      const at = (rows ?? []).findIndex((row) => row.id === current)
      return rows?.[at + 1]?.id
    })
  }, [rows])
  return (
    <Page
      title={title}
      actions={
        kind === 'DUPLICATE' ? (
          <>
            <ScanButton />
            <SignalButton />
          </>
        ) : null
      }
    >
      <Filters>
        <TextFilter list={list} name="q" label="Nom, date de naissance, IPP" />
        <ChoiceFilter list={list} name="state" label="État" choices={STATES} />
        {kind === 'DUPLICATE' ? (
          <ChoiceFilter list={list} name="minScore" label="Ressemblance" all="Toutes" choices={SCORES} />
        ) : null}
      </Filters>
      <DataTable<DuplicateView>
        label={title}
        columns={DUPLICATE_COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `les dossiers de ${row.records.map((one) => patientName(one.traits)).join(' et ')}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        noun="paire"
        empty={empty}
      />
      <DuplicateDrawer
        id={openId}
        onNext={next}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

import type { IdentityWorklist, IdentityWorklistRow, InsiBatchKind } from '@anamnese/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { fetchIdentityWorklist } from '../../api/identity-editing'
import { keys } from '../../api/keys'
import { patientName } from '../../format/identity'
import { Filters, TextFilter } from '../../ui/filters'
import { useListAddress } from '../../ui/list-address'
import { Page } from '../../ui/page'
import { DataTable } from '../../ui/table/data-table'
import { useSelection } from '../../ui/table/selection'
import { IdentityDrawer } from '../identity-drawer'
import { IDENTITY_COLUMNS } from './columns'
import { NewIdentityButton } from './new-identity-button'
import { QueueInsiButton } from './queue-insi-button'

const FILTERS = ['q'] as const

/** One list of identities: opened with Enter, walked with j and k, selected with x, handed to INSi in one act. */
export function Worklist({
  name,
  title,
  empty,
  batch,
}: {
  name: IdentityWorklist
  title: string
  empty: string
  /** what INSi may be asked for all the records selected */
  batch?: InsiBatchKind
}): ReactNode {
  const list = useListAddress(FILTERS)
  const selection = useSelection()
  const [openId, setOpenId] = useState<string>()
  const result = useQuery({
    queryKey: [...keys.patients, 'worklist', name, list.query],
    queryFn: ({ signal }) => fetchIdentityWorklist(name, list.query, signal),
    placeholderData: keepPreviousData,
  })
  const items = result.data?.items
  const openNext = useCallback(() => {
    // The list may already have lost the record just done: its place in the list, as it was shown, tells which one follows.
    setOpenId((current) => nextAfter(items ?? [], current))
  }, [items])
  return (
    <Page title={title} actions={<NewIdentityButton />}>
      <Filters>
        <TextFilter list={list} name="q" label="Nom, date de naissance, IPP" />
        {batch === undefined ? null : <QueueInsiButton kind={batch} selection={selection} />}
      </Filters>
      <DataTable<IdentityWorklistRow>
        label={title}
        columns={IDENTITY_COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `l’identité de ${patientName(row.traits)}`}
        onOpen={(row) => {
          setOpenId(row.id)
        }}
        openKey={openId}
        {...(batch === undefined ? {} : { selection })}
        noun="identité"
        empty={empty}
      />
      <IdentityDrawer
        patientId={openId}
        onNext={openNext}
        onClose={() => {
          setOpenId(undefined)
        }}
      />
    </Page>
  )
}

function nextAfter(rows: readonly IdentityWorklistRow[], current: string | undefined): string | undefined {
  const at = rows.findIndex((row) => row.id === current)
  return at === -1 ? rows.find((row) => row.id !== current)?.id : rows[at + 1]?.id
}

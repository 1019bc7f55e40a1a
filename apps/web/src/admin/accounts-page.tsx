import type { AccountView } from '@anamnese/contracts'
import { Button, Drawer } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fetchAccounts } from '../api/directory'
import { keys } from '../api/keys'
import { formatInstant } from '../format/dates'
import { Filters, TextFilter } from '../ui/filters'
import { IconPlus } from '../ui/icons'
import { useListAddress } from '../ui/list-address'
import { Page } from '../ui/page'
import { Status } from '../ui/status'
import type { Column } from '../ui/table/column'
import { DataTable } from '../ui/table/data-table'
import { AccountForm } from './account-form'

const FILTERS = ['q'] as const
const NONE = {}

const COLUMNS: readonly Column<AccountView>[] = [
  {
    key: 'name',
    title: 'Nom',
    main: true,
    render: (row) => [row.prefix, row.given, row.family].filter(Boolean).join(' '),
  },
  { key: 'idNat', title: 'Identifiant national', render: (row) => row.idNat ?? '—' },
  { key: 'profession', title: 'Profession', render: (row) => row.professionLabel },
  { key: 'units', title: 'Unités', render: (row) => row.units.join(', ') || '—' },
  {
    key: 'active',
    title: 'État',
    render: (row) => <Status tone={row.active ? 'ok' : 'off'} word={row.active ? 'Actif' : 'Désactivé'} />,
  },
  { key: 'last', title: 'Dernière connexion', render: (row) => formatInstant(row.lastSignInAt) },
]

/** The accounts of the establishment. */
export function AccountsPage(): ReactNode {
  const list = useListAddress(FILTERS, NONE)
  const [edited, setEdited] = useState<AccountView | 'new'>()
  const result = useQuery({
    queryKey: [...keys.accounts, list.query],
    queryFn: ({ signal }) => fetchAccounts(list.query, signal),
    placeholderData: keepPreviousData,
  })
  const close = (): void => {
    setEdited(undefined)
  }
  return (
    <Page
      title="Comptes"
      actions={
        <Button
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setEdited('new')
          }}
        >
          Nouveau compte
        </Button>
      }
    >
      <Filters>
        <TextFilter list={list} name="q" label="Nom ou identifiant" />
      </Filters>
      <DataTable<AccountView>
        label="Comptes"
        columns={COLUMNS}
        list={list}
        result={result}
        rowKey={(row) => row.id}
        rowName={(row) => `le compte de ${row.given} ${row.family}`}
        onOpen={setEdited}
        openKey={typeof edited === 'object' ? edited.id : undefined}
        noun="compte"
        empty="Aucun compte ne répond à cette recherche."
      />
      <Drawer
        opened={edited !== undefined}
        onClose={close}
        position="right"
        size="lg"
        title={edited === 'new' ? 'Nouveau compte' : 'Compte'}
      >
        {edited === undefined ? null : <AccountForm account={edited === 'new' ? undefined : edited} onClose={close} />}
      </Drawer>
    </Page>
  )
}

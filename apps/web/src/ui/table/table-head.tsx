import { Checkbox, Table, UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '../icons'
import type { ListAddress } from '../list-address'
import { type Column, nextSort, sortState } from './column'
import classes from './data-table.module.css'
import type { Selection } from './selection'

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[]
  list: ListAddress | undefined
  selection: Selection | undefined
  keys: readonly string[]
}

export function TableHead<Row>({ columns, list, selection, keys }: TableHeadProps<Row>): ReactNode {
  const selected = selection === undefined ? 0 : keys.filter((key) => selection.keys.has(key)).length
  return (
    <Table.Thead>
      <Table.Tr>
        {selection === undefined ? null : (
          <Table.Th className={classes['check']}>
            <Checkbox
              aria-label="Tout sélectionner"
              checked={selected > 0 && selected === keys.length}
              indeterminate={selected > 0 && selected < keys.length}
              onChange={(event) => {
                selection.setAll(keys, event.currentTarget.checked)
              }}
            />
          </Table.Th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} list={list} />
        ))}
      </Table.Tr>
    </Table.Thead>
  )
}

function HeadCell<Row>({ column, list }: { column: Column<Row>; list: ListAddress | undefined }): ReactNode {
  const { sort } = column
  const style = { ...(column.width === undefined ? {} : { w: column.width }), ta: column.align ?? ('left' as const) }
  if (sort === undefined || list === undefined) {
    return (
      <Table.Th scope="col" {...style}>
        {column.title}
      </Table.Th>
    )
  }
  const state = sortState(list.sort, sort)
  const Icon = state === 'none' ? IconArrowsSort : state === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <Table.Th scope="col" aria-sort={state} {...style}>
      <UnstyledButton
        className={classes['sort']}
        onClick={() => {
          list.set({ sort: nextSort(list.sort, sort) })
        }}
      >
        {column.title} <Icon size={12} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  )
}

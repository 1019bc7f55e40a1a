import { Group, Table } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { plural } from '../../format/people'
import { ErrorPanel } from '../error-panel'
import type { ListAddress } from '../list-address'
import { Nothing, Waiting } from '../page'
import type { Column } from './column'
import classes from './data-table.module.css'
import { Paging } from './paging'
import type { Selection } from './selection'
import { TableBody } from './table-body'
import { TableHead } from './table-head'
import { useRowKeys } from './use-row-keys'

/** The part of a query's result that a list needs. */
export interface ListResult<Row> {
  data: { items: Row[]; total: number; more?: true } | undefined
  error: unknown
  isFetching: boolean
  refetch: () => unknown
}

export interface DataTableProps<Row> {
  /** what the list is, for screen readers */
  label: string
  columns: readonly Column<Row>[]
  result: ListResult<Row>
  rowKey: (row: Row) => string
  /** what one row is, to name its controls: `la lettre de PAT-TROIS` */
  rowName: (row: Row) => string
  /** address that a row opens */
  rowTo?: (row: Row) => string
  /** or what opening a row does */
  onOpen?: (row: Row) => void
  /** the row whose detail is shown beside */
  openKey?: string | undefined
  list?: ListAddress
  selection?: Selection
  /** noun of what is counted, `document` */
  noun: string
  /** what would fill the list */
  empty: ReactNode
}

/** The one way to show a list: sort, paging, selection, keyboard (`j` `k` `Enter` `x`), errors, and what would fill it. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { result, columns, selection, list } = props
  const body = useRef<HTMLTableSectionElement>(null)
  useRowKeys(body, selection?.toggle)

  if (result.data === undefined) {
    return result.error ? (
      <ErrorPanel error={result.error} onRetry={() => void result.refetch()} />
    ) : (
      <Waiting lines={6} />
    )
  }
  const { items, total, more } = result.data
  const counted = `${more ? 'Plus de ' : ''}${plural(total, props.noun)}`
  return (
    <div className={classes['wrap']} aria-busy={result.isFetching}>
      {result.error ? <ErrorPanel error={result.error} onRetry={() => void result.refetch()} /> : null}
      {items.length === 0 ? (
        <Nothing>{props.empty}</Nothing>
      ) : (
        <Table highlightOnHover aria-label={props.label} aria-rowcount={total + 1} className={classes['table']}>
          <TableHead columns={columns} list={list} selection={selection} keys={items.map(props.rowKey)} />
          <TableBody {...props} rows={items} bodyRef={body} />
        </Table>
      )}
      <Group justify="space-between" mt={6} className={classes['foot']}>
        <span role="status">{items.length === 0 ? '' : counted}</span>
        {list === undefined ? null : <Paging list={list} total={total} />}
      </Group>
    </div>
  )
}

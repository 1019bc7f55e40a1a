import type { ReactNode } from 'react'

/** A column of a list. */
export interface Column<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** the name by which the server sorts; without it the column is not sortable */
  sort?: string
  width?: string
  align?: 'right'
  /** the column whose content opens the row */
  main?: boolean
}

/** `name` sorts upwards, `-name` downwards. A click on a sorted column turns it round. */
export function nextSort(current: string | undefined, column: string): string {
  return current === column ? `-${column}` : column
}

/** The value of `aria-sort` for a column. */
export function sortState(current: string | undefined, column: string): 'ascending' | 'descending' | 'none' {
  if (current === column) return 'ascending'
  return current === `-${column}` ? 'descending' : 'none'
}

import { Checkbox, Table, UnstyledButton } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Column } from './column'
import type { DataTableProps } from './data-table'
import classes from './data-table.module.css'

interface TableRowProps<Row> extends DataTableProps<Row> {
  row: Row
  index: number
  measure?: (element: Element | null) => void
}

/** A row: its main cell is a link or a button (keyboard, screen reader); a click elsewhere on the row does the same. */
export function TableRow<Row>(props: TableRowProps<Row>): ReactNode {
  const { row, index, columns, selection, measure } = props
  const navigate = useNavigate()
  const key = props.rowKey(row)
  const open = (event: MouseEvent<HTMLElement>): void => {
    if (event.target instanceof Element && event.target.closest('a, button, input, label')) return
    if (window.getSelection()?.isCollapsed === false) return
    if (props.rowTo) void navigate(props.rowTo(row))
    else props.onOpen?.(row)
  }
  return (
    <Table.Tr
      {...(measure === undefined ? {} : { ref: measure })}
      data-index={index}
      data-key={key}
      data-open={props.openKey === key || undefined}
      aria-rowindex={index + 2}
      className={classes['row']}
      onClick={open}
    >
      {selection === undefined ? null : (
        <Table.Td className={classes['check']}>
          <Checkbox
            aria-label={`Sélectionner ${props.rowName(row)}`}
            checked={selection.keys.has(key)}
            onChange={() => {
              selection.toggle(key)
            }}
          />
        </Table.Td>
      )}
      {columns.map((column) => (
        <Table.Td key={column.key} ta={column.align ?? 'left'}>
          {column.main ? <Main {...props} column={column} /> : column.render(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

function Main<Row>(props: TableRowProps<Row> & { column: Column<Row> }): ReactNode {
  const content = props.column.render(props.row)
  if (props.rowTo) {
    return (
      <Link to={props.rowTo(props.row)} className={classes['main']} data-row-main>
        {content}
      </Link>
    )
  }
  const { onOpen } = props
  if (!onOpen) return content
  return (
    <UnstyledButton
      className={classes['main']}
      data-row-main
      onClick={() => {
        onOpen(props.row)
      }}
    >
      {content}
    </UnstyledButton>
  )
}

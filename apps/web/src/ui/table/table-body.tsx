import { Table } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DataTableProps } from './data-table'
import { TableRow } from './table-row'

/** Below this count every row is in the page: simpler for the reader, the printer and the search of the browser. */
const VIRTUAL_FROM = 80
const ROW_HEIGHT = 34

interface TableBodyProps<Row> extends DataTableProps<Row> {
  rows: readonly Row[]
  bodyRef: RefObject<HTMLTableSectionElement | null>
}

/** The rows. A long list keeps only those near the window, except on paper. */
export function TableBody<Row>(props: TableBodyProps<Row>): ReactNode {
  const { rows, bodyRef } = props
  const printing = usePrinting()
  const virtual = rows.length >= VIRTUAL_FROM && !printing
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const body = bodyRef.current
    if (body) setMargin(body.getBoundingClientRect().top + window.scrollY)
  }, [bodyRef, virtual])
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: margin,
    enabled: virtual,
  })

  if (!virtual) {
    return (
      <Table.Tbody ref={bodyRef}>
        {rows.map((row, index) => (
          <TableRow key={props.rowKey(row)} {...props} row={row} index={index} />
        ))}
      </Table.Tbody>
    )
  }
  const items = virtualizer.getVirtualItems()
  const before = (items[0]?.start ?? margin) - margin
  const after = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)
  return (
    <Table.Tbody ref={bodyRef}>
      <Spacer height={before} />
      {items.map((item) => {
        const row = rows[item.index]
        return row === undefined ? null : (
          <TableRow
            key={props.rowKey(row)}
            {...props}
            row={row}
            index={item.index}
            measure={virtualizer.measureElement}
          />
        )
      })}
      <Spacer height={after} />
    </Table.Tbody>
  )
}

function Spacer({ height }: { height: number }): ReactNode {
  return height <= 0 ? null : (
    <tr aria-hidden="true">
      <td style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const change = (value: boolean) => () => {
      flushSync(() => {
        setPrinting(value)
      })
    }
    const before = change(true)
    const after = change(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return printing
}

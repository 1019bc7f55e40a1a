import { Readable } from 'node:stream'

type Cell = string | number | boolean | undefined

/**
 * CSV as spreadsheets of French computers open it: UTF-8 with its mark, semicolons, CRLF (RFC 4180 quoting).
 * Streamed line by line: an extraction is not held in memory.
 */
export function csvStream(header: string[], lines: AsyncIterable<Cell[]> | Iterable<Cell[]>): Readable {
  async function* write(): AsyncGenerator<string> {
    yield `\uFEFF${csvLine(header)}`
    for await (const line of lines) yield csvLine(line)
  }
  return Readable.from(write(), { objectMode: false })
}

/** One line, with its end. A cell that a spreadsheet would run as a formula is made plain text. */
export function csvLine(cells: Cell[]): string {
  return `${cells.map(csvCell).join(';')}\r\n`
}

function csvCell(value: Cell): string {
  if (value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

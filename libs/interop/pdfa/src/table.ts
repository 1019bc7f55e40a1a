import type { LetterTable } from './letter'
import { keepTogether, LOOK, rule, write, type Page } from './page'
import { printable } from './text'

const CELL_GAP = 6
/** A row taller than this would leave most of a page empty: it is allowed to run over. */
const ROW_MAX = 300

/** A table with its headings, read row by row; a row is not cut by the end of a page, and the headings come again on the next one. */
export function drawTable(page: Page, table: LetterTable, parent: PDFKit.PDFStructureElement): void {
  const { doc } = page
  const element = doc.struct('Table')
  parent.add(element)
  const widths = columnWidths(page, table)
  drawRow(page, table.headings, widths, element, true)
  for (const row of table.rows) {
    const before = doc.bufferedPageRange().count
    keepTogether(page, Math.min(rowHeight(page, row, widths), ROW_MAX))
    if (doc.bufferedPageRange().count > before) drawRow(page, table.headings, widths, element, true)
    drawRow(page, row, widths, element, false)
  }
  element.end()
  doc.moveDown(0.4)
}

function columnWidths({ width }: Page, { widths, headings }: LetterTable): number[] {
  const shares = headings.map((_heading, index) => widths[index] ?? 1)
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => (share / total) * width)
}

function rowHeight({ doc }: Page, row: readonly string[], widths: readonly number[]): number {
  doc.font('regular').fontSize(LOOK.small)
  const heights = row.map((cell, index) =>
    doc.heightOfString(printable(cell), { width: (widths[index] ?? 0) - CELL_GAP, lineGap: LOOK.lineGap }),
  )
  return Math.max(0, ...heights) + CELL_GAP
}

function drawRow(
  page: Page,
  cells: readonly string[],
  widths: readonly number[],
  table: PDFKit.PDFStructureElement,
  heading: boolean,
): void {
  const { doc, left } = page
  const row = doc.struct('TR')
  table.add(row)
  const top = doc.y + CELL_GAP / 3
  const startPage = doc.page
  let bottom = top
  let x = left
  for (const [index, width] of widths.entries()) {
    const cell = cells[index] ?? ''
    // An empty cell has nothing to say, and no mark to leave on the page.
    if (cell.trim() !== '') {
      const style = { x, y: top, width: width - CELL_GAP, size: LOOK.small, parent: row, tag: heading ? 'TH' : 'TD' }
      write(page, cell, { ...style, font: heading ? 'bold' : 'regular' })
      // A very long cell ran over the page: what follows goes below it.
      bottom = doc.page === startPage ? Math.max(bottom, doc.y) : doc.y
    }
    x += width
  }
  row.end()
  doc.y = bottom + CELL_GAP / 3
  rule(page)
}

import { DATAMATRIX_LABEL, datamatrixModules, encodeInsDatamatrix } from '@anamnese/interop-datamatrix'
import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { LOOK, write, type Page } from './page'

/** Points: 24 mm, so that a module is about half a millimetre, wide enough for any reader on paper. */
export const DATAMATRIX_SIZE = 68
/** what the code and its label take, with their margins */
export const DATAMATRIX_BLOCK = { width: DATAMATRIX_SIZE + 8, height: DATAMATRIX_SIZE + 16 }

/** Draws the INS datamatrix as vectors, quiet zone around, its label below. Throws `DatamatrixError` when a trait is missing. */
export function drawDatamatrix(page: Page, ins: Ins, traits: IdentityTraits, x: number, y: number): void {
  const modules = datamatrixModules(encodeInsDatamatrix(ins, traits))
  const side = DATAMATRIX_SIZE / (modules.length + 2)
  const { doc, root } = page
  const figure = doc.struct('Figure', { alt: 'Datamatrix de l’identité nationale de santé, à scanner' }, () => {
    modules.forEach((row, line) => {
      for (const { start, length } of runsOf(row)) {
        // Runs overlap the next line a little: no hair line between modules when the page is drawn on a screen.
        doc.rect(x + (start + 1) * side, y + (line + 1) * side, length * side, side * 1.02)
      }
    })
    doc.fill('#000000')
  })
  root.add(figure)
  figure.end()
  const label = { x, y: y + DATAMATRIX_SIZE + 1, width: DATAMATRIX_SIZE, size: LOOK.tiny, align: 'center' as const }
  write(page, DATAMATRIX_LABEL, label)
}

/** The dark stretches of a row. */
function runsOf(row: readonly boolean[]): { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = []
  row.forEach((dark, index) => {
    const last = runs.at(-1)
    if (dark && last && last.start + last.length === index) last.length += 1
    else if (dark) runs.push({ start: index, length: 1 })
  })
  return runs
}

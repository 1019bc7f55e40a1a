import { DATAMATRIX_LABEL } from '@anamnese/interop-datamatrix'
import { drawCode, drawn, MM, type PaperIdentity, paperDocument } from './identity-paper'
import type { LabelFormat } from './label-format'
import { PdfError } from './pdf-error'
import { printable } from './text'
import { identityLines, matriculeText } from './wording'

const PADDING = 2.5 * MM
const MAX_LABELS = 500
/** A code is between these sides: below readers fail, above it takes the place of words. */
const CODE = { smallest: 13 * MM, largest: 20 * MM }

/**
 * Labels of one identity: mandatory traits, matricule and nature and code when qualified, attributes. `first` is the place of the first
 * one on the sheet (from 1), so that a sheet already begun is used to its end.
 *
 * @throws PdfError, DatamatrixError
 */
export async function renderLabels(
  identity: PaperIdentity,
  format: LabelFormat,
  { count, first = 1 }: { count: number; first?: number },
): Promise<Buffer> {
  const perPage = format.columns * format.rows
  if (!Number.isInteger(count) || count < 1 || count > MAX_LABELS || first < 1 || first > perPage)
    throw new PdfError('PDF.TOO_LONG', `De 1 à ${String(MAX_LABELS)} étiquettes, à partir d’une place de la planche.`)
  const doc = paperDocument([format.page.width * MM, format.page.height * MM], 'Étiquettes d’identité')
  return drawn(doc, () => {
    for (let index = 0; index < count; index += 1) {
      const place = (first - 1 + index) % perPage
      if (index === 0 || place === 0) doc.addPage()
      label(doc, identity, format, place)
    }
  })
}

function label(doc: PDFKit.PDFDocument, identity: PaperIdentity, format: LabelFormat, place: number): void {
  const column = place % format.columns
  const row = Math.floor(place / format.columns)
  const x = (format.left + column * (format.width + format.gapX)) * MM + PADDING
  const y = (format.top + row * (format.height + format.gapY)) * MM + PADDING
  const width = format.width * MM - 2 * PADDING
  const height = format.height * MM - 2 * PADDING
  const { ins } = identity
  const side = ins === undefined ? 0 : Math.min(CODE.largest, Math.max(CODE.smallest, height - 12))
  words(doc, identity, { x, y, width: width - (side === 0 ? 0 : side + 3), height })
  if (ins === undefined) return
  const left = x + width - side
  drawCode(doc, { ins, traits: identity.traits }, { x: left, y, side })
  doc.font('regular').fontSize(5).fillColor('#000000')
  doc.text(DATAMATRIX_LABEL, left, y + side + 1, { width: side, align: 'center', lineBreak: false })
}

/** Every line is printed whole: the text shrinks until all of it holds, it is never cut. */
function words(
  doc: PDFKit.PDFDocument,
  identity: PaperIdentity,
  area: { x: number; y: number; width: number; height: number },
): void {
  const lines = linesOf(identity)
  const options = { width: area.width, lineGap: 0 }
  const heightAt = (size: number): number =>
    lines.reduce((sum, [text, bold]) => {
      doc.font(bold ? 'bold' : 'regular').fontSize(size)
      return sum + doc.heightOfString(text, options)
    }, 0)
  let size = 8
  while (size > 3.5 && heightAt(size) > area.height) size -= 0.25
  let y = area.y
  for (const [text, bold] of lines) {
    doc
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor('#000000')
    doc.text(text, area.x, y, options)
    y += doc.heightOfString(text, options)
  }
}

function linesOf({ traits, ins, ipp, status, attributes }: PaperIdentity): [text: string, bold: boolean][] {
  const names = new Set(['Nom de naissance', '1er prénom de naissance'])
  const traitLines = identityLines(traits, ipp).map(([name, value]): [string, boolean] => [
    printable(`${name} : ${value}`),
    names.has(name),
  ])
  return [
    ...traitLines,
    ...(ins === undefined
      ? []
      : [[`Matricule INS : ${matriculeText(ins).replaceAll(' ', '\u00a0')}`, true] as [string, boolean]]),
    [printable([status, ...attributes].join(' — ')), attributes.length > 0],
  ]
}

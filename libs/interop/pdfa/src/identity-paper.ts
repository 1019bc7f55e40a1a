import PDFDocument from 'pdfkit'
import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { datamatrixModules, encodeInsDatamatrix } from '@anamnese/interop-datamatrix'
import { FONT_FILES, fontBytes } from './fonts'
import { PdfError } from './pdf-error'

/** An identity as it goes on paper. The INS is given for a qualified identity only: with it come matricule, nature and code (EXI DIF 02). */
export interface PaperIdentity {
  traits: IdentityTraits
  ins?: Ins
  ipp?: string
  /** French words of the status and of the attributes */
  status: string
  attributes: readonly string[]
}

/** Points in a millimetre. */
export const MM = 72 / 25.4

/** A document with our fonts embedded, pages of the given size in points, the pen at the origin. */
export function paperDocument(size: [number, number], title: string): PDFKit.PDFDocument {
  const doc = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    font: '',
    lang: 'fr-FR',
    info: { Title: title, Creator: 'Anamnèse', Producer: 'Anamnèse' },
  })
  for (const [name, file] of Object.entries(FONT_FILES)) doc.registerFont(name, fontBytes(file))
  return doc
}

/** The bytes of a document once `draw` has written it. */
export async function drawn(doc: PDFKit.PDFDocument, draw: () => void): Promise<Buffer> {
  const finished = new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    doc.on('error', (cause: Error) => {
      reject(new PdfError('PDF.NOT_RENDERED', 'La feuille n’a pas pu être mise en page.', { cause }))
    })
  })
  try {
    draw()
  } finally {
    doc.end()
  }
  return finished
}

/** Draws the INS datamatrix in a square of `side` points, quiet zone included. Throws `DatamatrixError` when a trait is missing. */
export function drawCode(
  doc: PDFKit.PDFDocument,
  { ins, traits }: { ins: Ins; traits: IdentityTraits },
  place: { x: number; y: number; side: number },
): void {
  const modules = datamatrixModules(encodeInsDatamatrix(ins, traits))
  const module = place.side / (modules.length + 2)
  modules.forEach((row, line) => {
    row.forEach((dark, column) => {
      // A hair wider than a module: no white line between two dark ones on paper.
      if (dark) doc.rect(place.x + (column + 1) * module, place.y + (line + 1) * module, module * 1.02, module * 1.02)
    })
  })
  doc.fill('#000000')
}

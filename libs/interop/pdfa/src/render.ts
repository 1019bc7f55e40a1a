import { addressBlock, hospitalBlock, patientBlock, titleBlock } from './blocks'
import { closingBlock, sectionBlock } from './body'
import { pageFeet } from './furniture'
import type { LetterSection, PrintedLetter } from './letter'
import { startPage } from './page'
import { PdfError } from './pdf-error'

/** No letter is longer: beyond, it is a paste by mistake, and laying it out would hold the process. */
const MAX_CHARACTERS = 200_000
const MAX_SECTIONS = 60
const MAX_RECIPIENTS = 60

/**
 * Prints a letter as PDF/A-1b: fonts embedded, tagged, metadata, INS datamatrix when the identity is qualified. The same letter gives the
 * same bytes. Throws {@link PdfError}, and `DatamatrixError` when a qualified identity lacks a trait.
 */
export async function renderLetterPdf(letter: PrintedLetter): Promise<Buffer> {
  requireContent(letter)
  const page = startPage(letter)
  const finished = collect(page.doc)
  try {
    hospitalBlock(page, letter.hospital)
    patientBlock(page, letter)
    addressBlock(page, letter)
    titleBlock(page, letter)
    for (const section of letter.sections) sectionBlock(page, section)
    closingBlock(page, letter)
    pageFeet(page, letter)
    page.root.end()
  } finally {
    page.doc.end()
  }
  return finished
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => {
      resolve(Buffer.concat(chunks))
    })
    doc.on('error', (cause: Error) => {
      reject(new PdfError('PDF.NOT_RENDERED', "La lettre n'a pas pu être mise en page.", { cause }))
    })
  })
}

function requireContent(letter: PrintedLetter): void {
  const { sections, recipients, notice = '' } = letter
  if (sections.every((section) => section.text.trim() === '' && !section.table?.rows.length)) {
    throw new PdfError('PDF.EMPTY', 'La lettre est vide.')
  }
  const length = sections.reduce((sum, section) => sum + lengthOf(section), notice.length)
  if (length > MAX_CHARACTERS || sections.length > MAX_SECTIONS || recipients.length > MAX_RECIPIENTS) {
    throw new PdfError('PDF.TOO_LONG', 'La lettre est trop longue pour être mise en page.')
  }
}

function lengthOf({ heading, text, table }: LetterSection): number {
  const cells = table?.rows.flat().reduce((sum, cell) => sum + cell.length, 0) ?? 0
  return heading.length + text.length + cells
}

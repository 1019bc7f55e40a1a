import PDFDocument from 'pdfkit'
import { FONT_FILES, fontBytes, type FontName } from './fonts'
import type { PrintedLetter } from './letter'
import { printable } from './text'

/** Points: A4, margins, sizes of text. One place for the look of every document. */
export const LOOK = {
  margins: { top: 48, bottom: 62, left: 54, right: 54 },
  body: 9.5,
  small: 8,
  tiny: 7,
  heading: 10.5,
  title: 15,
  lineGap: 2,
  ink: '#1a1a1a',
  soft: '#555555',
  rule: '#9aa5b1',
  accent: '#0b4f6c',
} as const

/** The document that blocks are drawn on, and the part of its structure that they belong to. */
export interface Page {
  doc: PDFKit.PDFDocument
  root: PDFKit.PDFStructureElement
  left: number
  width: number
}

/** Starts a tagged PDF/A-1b with embedded fonts and its metadata. */
export function startPage(letter: PrintedLetter): Page {
  const created = new Date(letter.validation?.at ?? letter.author.at)
  const doc = new PDFDocument({
    subset: 'PDF/A-1b',
    pdfVersion: '1.4',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    bufferPages: true,
    size: 'A4',
    margins: LOOK.margins,
    // No font before ours are registered: a standard font would not be embedded, and a path would be read and parsed each time.
    font: '',
    info: {
      Title: printable(letter.title),
      Author: printable(letter.author.name),
      Subject: printable(letter.hospital.name),
      Keywords: letter.documentId,
      Creator: 'Anamnèse',
      Producer: 'Anamnèse',
      CreationDate: created,
      ModDate: created,
    },
  })
  for (const [name, file] of Object.entries(FONT_FILES)) doc.registerFont(name, fontBytes(file))
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root, left: LOOK.margins.left, width: doc.page.width - LOOK.margins.left - LOOK.margins.right }
}

export interface TextStyle {
  size?: number
  font?: FontName
  color?: string
  tag?: string
  x?: number
  y?: number
  width?: number
  align?: 'left' | 'right' | 'center'
  /** the structure element that the text belongs to; the document by default */
  parent?: PDFKit.PDFStructureElement
}

/** Writes text where the pen is, or at `x`, `y`; it flows to the next page by itself. Leaves the pen at the left, below. */
export function write(page: Page, text: string, style: TextStyle = {}): void {
  const { doc } = page
  const { size = LOOK.body, font = 'regular', color = LOOK.ink, tag = 'P', x = page.left, y = doc.y } = style
  const width = style.width ?? page.left + page.width - x
  doc.font(font).fontSize(size).fillColor(color)
  doc.text(printable(text), x, y, {
    width,
    align: style.align ?? 'left',
    lineGap: LOOK.lineGap,
    structParent: style.parent ?? page.root,
    structType: tag,
  })
  doc.x = page.left
}

/** Moves to a new page when less than `height` is left, so that what belongs together stays together. */
export function keepTogether({ doc }: Page, height: number): void {
  if (doc.y + height > doc.page.height - LOOK.margins.bottom) doc.addPage()
}

/** Draws what is not content: rules, frames, page numbers. Assistive technologies skip it. */
export function artifact({ doc }: Page, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' })
  draw()
  doc.endMarkedContent()
}

export function rule(page: Page, y: number = page.doc.y): void {
  const { doc, left, width } = page
  artifact(page, () => {
    doc
      .moveTo(left, y)
      .lineTo(left + width, y)
      .lineWidth(0.6)
      .strokeColor(LOOK.rule)
      .stroke()
  })
}

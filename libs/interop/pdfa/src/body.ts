import type { LetterSection, PrintedLetter, PrintedSigner } from './letter'
import { keepTogether, LOOK, rule, write, type Page } from './page'
import { drawTable } from './table'
import { paragraphsOf } from './text'
import { dateTimeText } from './wording'

/** A heading never stays alone at the foot of a page: it keeps two lines of its text with it. */
const HEADING_AND_TWO_LINES = 50

export function sectionBlock(page: Page, section: LetterSection): void {
  const paragraphs = paragraphsOf(section.text)
  const { table } = section
  if (paragraphs.length === 0 && !table?.rows.length) return
  keepTogether(page, HEADING_AND_TWO_LINES)
  const part = page.doc.struct('Sect')
  page.root.add(part)
  write(page, section.heading, { size: LOOK.heading, font: 'bold', color: LOOK.accent, tag: 'H2', parent: part })
  page.doc.moveDown(0.2)
  for (const paragraph of paragraphs) {
    write(page, paragraph, { parent: part })
    page.doc.moveDown(0.45)
  }
  if (table?.rows.length) drawTable(page, table, part)
  part.end()
  page.doc.moveDown(0.25)
}

/** Who wrote, who validated and when, who keeps the document, and the information of the patient. */
export function closingBlock(page: Page, letter: PrintedLetter): void {
  const { author, validation, custodian, notice, timeZone } = letter
  keepTogether(page, 76)
  page.doc.moveDown(0.4)
  rule(page)
  page.doc.moveDown(0.5)
  write(page, `Rédigé par ${signer(author)} le ${dateTimeText(author.at, timeZone)}`, { size: LOOK.small })
  if (validation) {
    const text = `Validé par ${signer(validation)} le ${dateTimeText(validation.at, timeZone)}`
    write(page, text, { size: LOOK.small, font: 'bold' })
  }
  write(page, `Document conservé par ${custodian.name} (${custodian.id})`, { size: LOOK.small, color: LOOK.soft })
  write(page, `Identifiant du document : ${letter.documentId}`, { size: LOOK.tiny, color: LOOK.soft })
  if (notice === undefined || notice.trim() === '') return
  page.doc.moveDown(0.5)
  for (const paragraph of paragraphsOf(notice)) write(page, paragraph, { size: LOOK.tiny, color: LOOK.soft })
}

function signer({ name, details }: PrintedSigner): string {
  return details === undefined ? name : `${name} (${details})`
}

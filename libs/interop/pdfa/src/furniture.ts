import type { PrintedLetter } from './letter'
import { artifact, LOOK, type Page } from './page'
import { printable } from './text'
import { shortIdentity } from './wording'

/** The foot of every page, once their number is known: a sheet that gets lost still says whose it is. */
export function pageFeet(page: Page, letter: PrintedLetter): void {
  const { doc, left, width } = page
  const range = doc.bufferedPageRange()
  for (let index = range.start; index < range.start + range.count; index += 1) {
    doc.switchToPage(index)
    doc.page.margins.bottom = 0 // writing below the margin must not start a page
    const y = doc.page.height - LOOK.margins.bottom + 22
    const whose = `${shortIdentity(letter.patient.traits)} — ${letter.title} — ${letter.hospital.name}`
    artifact(page, () => {
      doc.font('regular').fontSize(LOOK.tiny).fillColor(LOOK.soft)
      doc.text(printable(whose), left, y, { width: width - 60, height: 10, ellipsis: true, lineBreak: false })
      doc.text(`Page ${index + 1} / ${range.count}`, left + width - 60, y, {
        width: 60,
        align: 'right',
        lineBreak: false,
      })
      if (!letter.validation) draftMark(page)
    })
  }
}

/** A draft cannot be taken for a validated letter, even one sheet of it. */
function draftMark({ doc, left, width }: Page): void {
  const text = 'PROJET — document non validé'
  doc.font('bold').fontSize(LOOK.small).fillColor('#a01818')
  doc.text(text, left, LOOK.margins.top - 24, { width, align: 'right', lineBreak: false })
}

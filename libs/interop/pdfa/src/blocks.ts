import { DATAMATRIX_BLOCK, drawDatamatrix } from './datamatrix-drawing'
import type { PrintedLetter, PrintedRecipient } from './letter'
import { artifact, LOOK, rule, write, type Page } from './page'
import { dateText, identityLines, matriculeText } from './wording'

/** Hospital and unit, at the top of the first page. */
export function hospitalBlock(page: Page, hospital: PrintedLetter['hospital']): void {
  write(page, hospital.name, { size: 13, font: 'bold', color: LOOK.accent })
  if (hospital.unit !== undefined) write(page, hospital.unit, { size: LOOK.heading, font: 'bold' })
  if (hospital.lines?.length) write(page, hospital.lines.join(' — '), { size: LOOK.small, color: LOOK.soft })
  page.doc.moveDown(0.4)
  rule(page)
  page.doc.moveDown(0.6)
}

const BOX_PADDING = 8

/** The identity of the patient in its frame: labelled traits, and for a qualified identity the matricule and the code to scan. */
export function patientBlock(page: Page, letter: PrintedLetter): void {
  const { doc, left, width } = page
  const { traits, ins, ipp } = letter.patient
  const top = doc.y
  const inner = { x: left + BOX_PADDING, width: width - 2 * BOX_PADDING - (ins ? DATAMATRIX_BLOCK.width : 0) }
  doc.y = top + BOX_PADDING
  write(page, 'Patient', { ...inner, font: 'bold', tag: 'H2', color: LOOK.accent })
  const lines = identityLines(traits, ipp)
  if (ins) lines.push(['Matricule INS', matriculeText(ins)])
  columns(page, lines, inner)
  const textHeight = doc.y - top // before the label of the code moves the pen
  if (ins) drawDatamatrix(page, ins, traits, left + width - DATAMATRIX_BLOCK.width, top + BOX_PADDING)
  const height = Math.max(textHeight, ins ? DATAMATRIX_BLOCK.height + BOX_PADDING : 0) + BOX_PADDING / 2
  artifact(page, () => doc.roundedRect(left, top, width, height, 3).lineWidth(0.8).strokeColor(LOOK.rule).stroke())
  doc.y = top + height
  doc.moveDown(0.8)
}

/** Labelled values on two columns, read line by line. */
function columns(page: Page, lines: [string, string][], area: { x: number; width: number }): void {
  const { doc } = page
  const half = area.width / 2
  for (let index = 0; index < lines.length; index += 2) {
    const y = doc.y
    let bottom = y
    for (const [column, line] of lines.slice(index, index + 2).entries()) {
      const style = { x: area.x + column * half, y, width: half - 6, size: LOOK.small }
      write(page, `${line[0]} : ${line[1]}`, style)
      bottom = Math.max(bottom, doc.y)
    }
    doc.y = bottom
  }
}

/** To whom the letter goes, and of which stay it speaks. */
export function addressBlock(page: Page, letter: PrintedLetter): void {
  const { stay, recipients, timeZone } = letter
  if (recipients.length > 0) {
    write(page, recipients.length > 1 ? 'Destinataires' : 'Destinataire', {
      font: 'bold',
      tag: 'H2',
      color: LOOK.accent,
    })
    for (const recipient of recipients) write(page, recipientText(recipient), { size: LOOK.small })
    page.doc.moveDown(0.5)
  }
  const facts = [
    stay?.unit !== undefined && `Service : ${stay.unit}`,
    stay?.start !== undefined && `Entrée : ${dateText(stay.start, timeZone)}`,
    stay?.end !== undefined && `Sortie : ${dateText(stay.end, timeZone)}`,
    stay?.outcome !== undefined && `Mode de sortie : ${stay.outcome}`,
    stay?.number !== undefined && `Séjour n° ${stay.number}`,
  ].filter((fact) => fact !== false)
  if (facts.length > 0) write(page, facts.join('   ·   '), { size: LOOK.small, color: LOOK.soft })
}

export function titleBlock(page: Page, letter: PrintedLetter): void {
  page.doc.moveDown(0.8)
  write(page, letter.title, { size: LOOK.title, font: 'bold', tag: 'H1', align: 'center', color: LOOK.accent })
  if (letter.versionNumber > 1) {
    const text = `Version ${letter.versionNumber}, annule et remplace la version ${letter.versionNumber - 1}`
    write(page, text, { size: LOOK.small, align: 'center', color: LOOK.soft })
  }
  page.doc.moveDown(0.6)
}

function recipientText(recipient: PrintedRecipient): string {
  return [recipient.name, ...(recipient.details ?? [])].join(', ')
}

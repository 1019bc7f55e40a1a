import { DATAMATRIX_LABEL } from '@anamnese/interop-datamatrix'
import { formatCivilDate } from '@anamnese/domain-traits'
import { drawCode, drawn, MM, type PaperIdentity, paperDocument } from './identity-paper'
import { printable } from './text'
import { dateTimeText, identityLines, matriculeText } from './wording'

/** What the sheet says besides the identity. */
export interface SheetContext {
  hospital: { name: string; lines?: readonly string[] }
  /** more labelled values, in order (address, telephone, general practitioner…) */
  details: readonly [label: string, value: string][]
  printedBy: string
  /** ISO 8601 */
  printedAt: string
  timeZone?: string
}

const A4: [number, number] = [210 * MM, 297 * MM]
const LEFT = 20 * MM
const WIDTH = A4[0] - 2 * LEFT
const CODE_SIDE = 32 * MM
const INK = '#1a1a1a'
const SOFT = '#555555'

/**
 * The identity sheet of a patient, one page: every trait with its label, matricule, nature and code when the identity is qualified, status
 * and attributes, who printed it and when.
 *
 * @throws PdfError, DatamatrixError
 */
export async function renderIdentitySheet(identity: PaperIdentity, context: SheetContext): Promise<Buffer> {
  const doc = paperDocument(A4, 'Fiche d’identité')
  return drawn(doc, () => {
    doc.addPage()
    let y = heading(doc, context.hospital)
    const { ins, traits } = identity
    const width = WIDTH - (ins === undefined ? 0 : CODE_SIDE + 6 * MM)
    const top = y
    for (const [label, value] of factsOf(identity)) y = fact(doc, label, value, y, width)
    if (ins !== undefined) {
      drawCode(doc, { ins, traits }, { x: LEFT + WIDTH - CODE_SIDE, y: top, side: CODE_SIDE })
      text(doc, DATAMATRIX_LABEL, LEFT + WIDTH - CODE_SIDE, top + CODE_SIDE + 2, {
        size: 8,
        align: 'center',
        width: CODE_SIDE,
      })
      y = Math.max(y, top + CODE_SIDE + 16)
    }
    y += 4 * MM
    for (const [label, value] of context.details) y = fact(doc, label, value, y, WIDTH)
    const foot = `Imprimé par ${context.printedBy} le ${dateTimeText(context.printedAt, context.timeZone)} — ${traits.birthName} ${traits.firstBirthGivenName}, ${formatCivilDate(traits.birthDate)}`
    text(doc, foot, LEFT, A4[1] - 18 * MM, { size: 8, color: SOFT, width: WIDTH })
  })
}

function factsOf({ traits, ins, ipp, status, attributes }: PaperIdentity): [string, string][] {
  const list = traits.birthGivenNames
  const lines = identityLines(traits, ipp)
  const at = lines.findIndex(([label]) => label === '1er prénom de naissance') + 1
  return [
    ...lines.slice(0, at),
    ...(list === undefined ? [] : [['Prénoms de naissance', list] as [string, string]]),
    ...lines.slice(at),
    ...(ins === undefined
      ? []
      : [['Matricule INS', matriculeText(ins)] as [string, string], ['OID de l’INS', ins.oid] as [string, string]]),
    ['Statut de l’identité', status],
    ...(attributes.length === 0 ? [] : [['Attributs', attributes.join(', ')] as [string, string]]),
  ]
}

function heading(doc: PDFKit.PDFDocument, { name, lines = [] }: SheetContext['hospital']): number {
  let y = text(doc, name, LEFT, 18 * MM, { size: 14, bold: true, width: WIDTH })
  if (lines.length > 0) y = text(doc, lines.join(' — '), LEFT, y, { size: 8, color: SOFT, width: WIDTH })
  y = text(doc, 'Fiche d’identité du patient', LEFT, y + 8 * MM, { size: 16, bold: true, width: WIDTH })
  return y + 5 * MM
}

function fact(doc: PDFKit.PDFDocument, label: string, value: string, y: number, width: number): number {
  const labelWidth = 58 * MM
  const end = text(doc, label, LEFT, y, { size: 9, color: SOFT, width: labelWidth })
  const bottom = text(doc, value, LEFT + labelWidth, y, { size: 10.5, bold: true, width: width - labelWidth })
  return Math.max(end, bottom) + 1.6 * MM
}

function text(
  doc: PDFKit.PDFDocument,
  words: string,
  x: number,
  y: number,
  style: { size: number; width: number; bold?: boolean; color?: string; align?: 'left' | 'center' },
): number {
  doc
    .font(style.bold === true ? 'bold' : 'regular')
    .fontSize(style.size)
    .fillColor(style.color ?? INK)
  doc.text(printable(words), x, y, { width: style.width, align: style.align ?? 'left' })
  return doc.y
}

import { civilDigits } from './dates'

export interface PdfNameParts {
  /** date of the act, `YYYY-MM-DD` */
  actDate: string
  /** label of the document type, e.g. `Lettre de liaison à la sortie` */
  typeLabel: string
  family: string
  given: string
  /** number of the administrative file, optional */
  fileNumber?: string
}

const MAX_LENGTH = 180

/**
 * The name of the PDF/A-1 copy: `<date acte>_<type doc>_<NOM>_<prenom>_<num dossier>.pdf` (Réf. socle MSSanté #2, ECO.2.1.x).
 * Characters that a file system or a header refuses become spaces.
 */
export function pdfName(parts: PdfNameParts): string {
  const fields = [civilDigits(parts.actDate), parts.typeLabel, parts.family.toUpperCase(), parts.given]
  if (parts.fileNumber !== undefined) fields.push(parts.fileNumber)
  const name = fields.map(fileSafe).join('_')
  return `${name.slice(0, MAX_LENGTH).trimEnd()}.pdf`
}

function fileSafe(text: string): string {
  const cleaned = text.normalize('NFC').replace(/[\u0000-\u001F\u007F\\/:*?"<>|_]+/g, ' ')
  return cleaned.replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '')
}

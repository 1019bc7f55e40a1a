/** One departure from PDF/A-1. */
export interface PdfFinding {
  severity: 'error' | 'warning'
  /** clause of ISO 19005-1 */
  rule: string
  message: string
}

type Rule = [rule: string, broken: (text: string) => boolean, message: string]

const count = (text: string, pattern: RegExp): number => Array.from(text.matchAll(pattern)).length

/** A mask, an opacity that is not whole, a blending mode that is not the plain one, a transparency group. */
function isTransparent(text: string): boolean {
  return (
    /\/SMask\s+\d+ \d+ R|\/S\s*\/Transparency\b/.test(text) ||
    /\/BM\s*(?!\/(Normal|Compatible)\b)[/[]/.test(text) ||
    Array.from(text.matchAll(/\/(?:CA|ca)\s+(\d*\.?\d+)/g)).some(([, value]) => Number(value) !== 1)
  )
}

/** What can be seen in the objects of a file without interpreting its pages. In PDF/A-1 no object is hidden in a compressed stream. */
const RULES: readonly Rule[] = [
  ['6.1.2', (text) => !/^%PDF-1\.[0-7]\s/.test(text), "Le fichier n'est pas un PDF."],
  ['6.1.3', (text) => !/\/ID\s*\[/.test(text), "Le fichier n'a pas d'identifiant (ID)."],
  ['6.1.3', (text) => /\/Encrypt\b/.test(text), 'Le fichier est chiffré.'],
  ['6.1.3', (text) => !/%%EOF\s*$/.test(text), 'Le fichier est tronqué.'],
  ['6.1.4', (text) => /\/Type\s*\/(XRef|ObjStm)\b/.test(text), 'Le fichier a une table de références compressée.'],
  ['6.1.10', (text) => /\/LZWDecode\b/.test(text), 'Le fichier utilise une compression interdite (LZW).'],
  ['6.1.11', (text) => /\/EmbeddedFiles?\b/.test(text), 'Le fichier contient des pièces jointes.'],
  ['6.1.13', (text) => /\/OCProperties\b/.test(text), 'Le fichier a des calques (contenu optionnel).'],
  ['6.2.4', (text) => /\/Interpolate\s+true\b/.test(text), 'Une image demande à être interpolée.'],
  ['6.2.4', (text) => /\/Alternates\b|\/OPI\b/.test(text), 'Une image en désigne une autre.'],
  ['6.2.7', (text) => /\/Subtype\s*\/PS\b/.test(text), 'Le fichier contient du PostScript.'],
  // A row of a tagged table is named TR too: only a function is a value.
  ['6.2.8', (text) => /\/TR\s*(\d+ \d+ R|\[|\/Identity\b)/.test(text), 'Le fichier utilise une fonction de transfert.'],
  ['6.2.2', (text) => !/\/GTS_PDFA1\b/.test(text), "Le fichier n'a pas de profil de couleur de sortie (OutputIntent)."],
  ['6.3.4', (text) => !hasEmbeddedFonts(text), "Une police n'est pas incorporée."],
  ['6.4', isTransparent, 'Le fichier utilise la transparence.'],
  [
    '6.5.2',
    (text) => /\/Subtype\s*\/(FileAttachment|Sound|Movie|Screen|3D|RichMedia)\b/.test(text),
    'Le fichier a une annotation d’un genre interdit.',
  ],
  ['6.6.2', (text) => /\/AA\s*(<<|\d+ \d+ R)/.test(text), 'Le fichier déclenche des actions de lui-même.'],
  [
    '6.9',
    (text) => /\/NeedAppearances\s+true\b|\/XFA\b/.test(text),
    'Un formulaire laisse au lecteur le soin de son apparence.',
  ],
  [
    '6.6.1',
    (text) => /\/S\s*\/(JavaScript|Launch|ImportData|ResetForm|Movie|Sound)\b|\/JS\b/.test(text),
    'Le fichier contient une action interdite.',
  ],
  ['6.7.2', (text) => !/\/Type\s*\/Metadata\b/.test(text), "Le fichier n'a pas de métadonnées XMP."],
  ['6.7.11', (text) => !/pdfaid:part(>|=["'])1\b/.test(text), 'Le fichier ne se déclare pas conforme à PDF/A-1.'],
  ['6.7.11', (text) => !/pdfaid:conformance(>|=["'])[AB]\b/.test(text), 'Le niveau de conformité PDF/A manque.'],
]

/**
 * Judges a PDF by what PDF/A-1 forbids or requires of its objects: identification, colour profile, fonts, encryption, actions,
 * attachments. It refuses what is plainly not PDF/A-1; a full validation, of what the pages draw, needs a PDF/A validator.
 */
export function checkPdfA(pdf: Uint8Array): PdfFinding[] {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const text = withoutStreams(bytes.toString('latin1'))
  if (!/^%PDF-/.test(text)) return [finding(RULES[0])]
  return RULES.filter(([, broken]) => broken(text)).map(finding)
}

function finding(rule: Rule | undefined): PdfFinding {
  return { severity: 'error', rule: `PDFA1.${rule?.[0] ?? ''}`, message: rule?.[2] ?? '' }
}

/** The text of the objects: binary streams are left out, for a word in an image is not a key; XMP packets stay. */
function withoutStreams(text: string): string {
  return text.replace(/stream\r?\n([\s\S]*?)endstream/g, (_whole, content: string) =>
    content.startsWith('<?xpacket') || content.includes('<x:xmpmeta') ? content : '',
  )
}

/** As many font programs as font descriptors: each font of a page has a descriptor, and the descriptor its program. */
function hasEmbeddedFonts(text: string): boolean {
  const descriptors = count(text, /\/Type\s*\/FontDescriptor\b/g)
  const fonts = count(text, /\/Type\s*\/Font\b(?!Descriptor)/g)
  return fonts === 0 || (descriptors > 0 && count(text, /\/FontFile[23]?\s+\d+ \d+ R/g) >= descriptors)
}

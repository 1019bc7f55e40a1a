import { decodeXml, XmlError } from '@anamnese/interop-xml'

/** Far enough to see the root element behind a declaration, a stylesheet instruction and comments. */
const HEAD = 64 * 1024

export type Detected =
  { family: 'hl7'; messages: Buffer[] } | { family: 'cda' | 'pdf' | 'zip' } | { family: 'unknown'; message: string }

/** Tells what a file holds by its content, never by its name. */
export function detect(bytes: Buffer): Detected {
  // The header of a PDF may come after a few bytes; a ZIP begins with its first file, or is empty.
  if (bytes.subarray(0, 1024).includes('%PDF-') && !/^(\xef\xbb\xbf)?\s*(<|MSH)/.test(bytes.toString('latin1', 0, 64)))
    return { family: 'pdf' }
  if (/^PK(\x03\x04|\x05\x06)/.test(bytes.subarray(0, 4).toString('latin1'))) return { family: 'zip' }
  const messages = splitMessages(bytes)
  if (messages.length > 0) return { family: 'hl7', messages }
  const head = textOf(bytes)
  if (!/^\uFEFF?\s*</.test(head))
    return { family: 'unknown', message: 'Ce n’est ni un message HL7 v2, ni du XML, ni un PDF, ni une archive.' }
  if (/<(?:[\w.-]+:)?ClinicalDocument[\s/>]/.test(head) || isWrapped(head)) return { family: 'cda' }
  return { family: 'unknown', message: 'Ce document XML n’est pas un CDA (ClinicalDocument).' }
}

/**
 * The HL7 messages of a file: each begins with MSH at the start of a line. MLLP frames and the segments of a batch
 * (FHS, BHS, BTS, FTS) are left out.
 */
function splitMessages(bytes: Buffer): Buffer[] {
  const text = bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  if (!/^[\s\x0b]*(MSH|FHS|BHS)[^\w\s]/.test(text)) return []
  const parts = text.split(/(?<=^|[\r\n\x0b])(?=[ \t]*MSH[^\w\s])/)
  return parts
    .map((part) => part.replace(/[\x0b\x1c]/g, '').replace(/(^|[\r\n])(FHS|BHS|BTS|FTS)[^\r\n]*/g, '$1'))
    .filter((part) => part.trimStart().startsWith('MSH'))
    .map((part) => Buffer.from(part, 'latin1'))
}

/** A CDA inside its own stylesheet or an enveloping signature begins far from the root: the header rules find it. */
function isWrapped(head: string): boolean {
  return /<(?:[\w.-]+:)?(stylesheet|Signature)[\s>]/.test(head)
}

function textOf(bytes: Buffer): string {
  const head = bytes.subarray(0, HEAD)
  try {
    return decodeXml(head)
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    return head.toString('latin1')
  }
}

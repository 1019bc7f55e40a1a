import { CdaHl7Error } from './errors'

/** Longest piece that is checked at once: a pattern over 30 million characters would overflow the matcher's stack. */
const CHUNK = 1 << 20
const ALPHABET = /^[A-Za-z0-9+/]*$/

/**
 * Decodes the base64 of an OBX-5. Official samples leave the `=` padding out, so that it may be missing; spaces and line ends are
 * ignored. Throws `CDA_HL7.UNREADABLE_DOCUMENT`.
 */
export function decodeBase64(text: string): Buffer {
  const compact = (/\s/.test(text) ? text.replace(/\s+/g, '') : text).replace(/={1,2}$/, '')
  let good = compact.length % 4 !== 1
  for (let at = 0; good && at < compact.length; at += CHUNK) good = ALPHABET.test(compact.slice(at, at + CHUNK))
  if (!good) throw new CdaHl7Error('CDA_HL7.UNREADABLE_DOCUMENT', 'Le contenu du message n’est pas du base64.')
  return Buffer.from(compact, 'base64')
}

/** The padding that the standard asks for is missing. */
export const lacksPadding = (text: string): boolean => text.replace(/\s+/g, '').length % 4 !== 0

/** Decodes a short text; one that was cut short, as in an official sample, loses its last character instead of being refused. */
export function decodeText(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8')
}

/** One character too many: the base64 was cut short. */
export const isCutShort = (text: string): boolean => text.replace(/\s+|=+$/g, '').length % 4 === 1

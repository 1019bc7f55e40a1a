import { Hl7Error } from './errors'

/** The two character sets of PAM-FR (MSH-18, PAM-FR 2.11 §6.1), as written in the message. */
export const CHARSET_LATIN9 = '8859/15'
export const CHARSET_UTF8 = 'UNICODE UTF-8'

type Encoding = 'utf-8' | 'iso-8859-15' | 'iso-8859-1' | 'ascii'

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  '': 'iso-8859-15',
  '8859/15': 'iso-8859-15',
  '8859/1': 'iso-8859-1',
  ASCII: 'ascii',
  'UNICODE UTF-8': 'utf-8',
  // Met in the field, not in table 0211.
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  UNICODE: 'utf-8',
  'ISO-8859-15': 'iso-8859-15',
  'ISO-8859-1': 'iso-8859-1',
}

/** Where ISO-8859-15 differs from ISO-8859-1. */
const LATIN9: ReadonlyMap<string, number> = new Map([
  ['€', 0xa4],
  ['Š', 0xa6],
  ['š', 0xa8],
  ['Ž', 0xb4],
  ['ž', 0xb8],
  ['Œ', 0xbc],
  ['œ', 0xbd],
  ['Ÿ', 0xbe],
])
const LATIN9_BYTES = new Set(LATIN9.values())

function encodingOf(charset: string): Encoding {
  const encoding = ENCODINGS[charset.trim().toUpperCase()]
  if (encoding === undefined) {
    throw new Hl7Error('HL7.BAD_CHARSET', `Jeu de caractères MSH-18 inconnu : « ${charset.slice(0, 40)} ».`, 'MSH-18')
  }
  return encoding
}

/** First repetition of MSH-18, read on the bytes: what comes before it is ASCII in every character set that is accepted. */
export function charsetOf(bytes: Buffer): string {
  // What comes before MSH (blank lines, a byte order mark) does not hide it.
  const start = Math.max(0, bytes.subarray(0, 4096).indexOf('MSH'))
  const head = bytes.subarray(start, start + 4096)
  const end = head.findIndex((byte) => byte === 0x0d || byte === 0x0a)
  const msh = head.subarray(0, end < 0 ? 4096 : end).toString('latin1')
  const separator = msh.charAt(3)
  if (separator === '') return ''
  const repetition = msh.charAt(5)
  return (msh.split(separator)[17] ?? '').split(repetition === '' ? '~' : repetition)[0] ?? ''
}

/**
 * Text of bytes in a character set named as in MSH-18; empty means ISO-8859-15.
 * Throws `HL7.BAD_CHARSET` for an unknown name and `HL7.BAD_BYTES` for bytes that do not belong to it.
 */
export function decodeBytes(bytes: Buffer, charset: string): string {
  const encoding = encodingOf(charset)
  if (encoding === 'iso-8859-1') return bytes.toString('latin1')
  if (encoding === 'ascii') return decodeAscii(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    const message = `Des octets du message ne sont pas du « ${charset} », pourtant annoncé en MSH-18.`
    throw new Hl7Error('HL7.BAD_BYTES', message, 'MSH-18', { cause })
  }
}

function decodeAscii(bytes: Buffer): string {
  if (bytes.some((byte) => byte > 0x7f)) {
    throw new Hl7Error('HL7.BAD_BYTES', 'Le message annonce ASCII en MSH-18 et contient d’autres octets.', 'MSH-18')
  }
  return bytes.toString('latin1')
}

/**
 * Bytes of a text. A character that the set does not have throws `HL7.UNENCODABLE`, or becomes `substitute` when one is given
 * (acknowledgements, where an answer matters more than a typographic apostrophe).
 */
export function encodeText(text: string, charset: string, substitute?: string): Buffer {
  const encoding = encodingOf(charset)
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  const bytes = Buffer.allocUnsafe(text.length)
  let length = 0
  for (const character of text) {
    const byte = byteOf(character, encoding)
    if (byte !== undefined) bytes[length++] = byte
    else if (substitute === undefined) {
      throw new Hl7Error('HL7.UNENCODABLE', `Le caractère « ${character} » n’existe pas en ${encoding}.`, 'MSH-18')
    } else length += bytes.write(SIMILAR[character] ?? substitute, length, 'latin1')
  }
  return bytes.subarray(0, length)
}

const SIMILAR: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '…': '.',
  '“': '"',
  '”': '"',
}

function byteOf(character: string, encoding: Encoding): number | undefined {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return code
  if (encoding === 'ascii' || (encoding === 'iso-8859-1' && code > 0xff)) return undefined
  if (encoding === 'iso-8859-1') return code
  return LATIN9.get(character) ?? (code <= 0xff && !LATIN9_BYTES.has(code) ? code : undefined)
}

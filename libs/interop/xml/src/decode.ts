import { XmlError } from './xml-error'

const ALLOWED_ENCODINGS = new Set([
  'utf-8',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'us-ascii',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1252',
])

/**
 * Decodes the bytes of an XML document by its byte order mark, else by its declaration, else as UTF-8.
 * Throws {@link XmlError} `XML.ENCODING` for an unknown encoding or bytes that are not in it.
 */
export function decodeXml(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  if (!ALLOWED_ENCODINGS.has(encoding)) {
    throw new XmlError('XML.ENCODING', "Le document XML annonce un jeu de caractères qui n'est pas accepté.")
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new XmlError('XML.ENCODING', `Le document XML n'est pas codé en ${encoding.toUpperCase()}.`, undefined, {
      cause,
    })
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString('latin1')
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)
  return (declared?.[1] ?? 'utf-8').toLowerCase()
}

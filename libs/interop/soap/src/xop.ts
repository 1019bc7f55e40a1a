import { attributeOf, childOf, el, textOf, type XmlElement, type XmlTree } from '@anamnese/interop-xml'
import type { MimePart } from './multipart'
import { XOP } from './namespaces'
import { SoapError } from './soap-error'

/** An `xop:Include` that names a part by its content id. */
export function xopInclude(contentId: string): XmlTree {
  const escaped = encodeURIComponent(contentId).replace(/%40/g, '@')
  return el('xop:Include', { 'xmlns:xop': XOP, href: `cid:${escaped}` })
}

/**
 * The bytes that an element carries: the part named by its `xop:Include` (content id compared after URL decoding), else
 * its base64 text.
 *
 * @throws SoapError `SOAP.MALFORMED` when the part is missing
 */
export function binaryContent(element: XmlElement, parts: ReadonlyMap<string, MimePart>): Buffer {
  const include = childOf(element, 'Include', XOP)
  if (include === undefined) return Buffer.from((textOf(element) ?? '').replace(/\s+/g, ''), 'base64')
  const href = attributeOf(include, 'href') ?? ''
  const part = parts.get(decoded(href.replace(/^cid:/i, '')))
  if (part === undefined)
    throw new SoapError('SOAP.MALFORMED', 'Une pièce annoncée dans le message est absente.', 'unknown')
  return part.bytes
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    // A lone % is no escape: the identifier is taken as written.
    return value
  }
}

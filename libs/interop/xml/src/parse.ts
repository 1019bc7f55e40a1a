import { DOMParser, type Document, type Node, onWarningStopParsing, XMLSerializer } from '@xmldom/xmldom'
import { decodeXml } from './decode'
import { hasIllegalCharacter } from './escape'
import { guardMarkup } from './guard'
import { DEFAULT_XML_LIMITS, type XmlLimits } from './limits'
import { XmlError } from './xml-error'

/**
 * Parses XML that may come from anybody: no DTD, no entity, bounded size, depth and number of elements, any error is fatal.
 * Takes bytes (encoding by mark or declaration) or text. Throws {@link XmlError}.
 */
export function parseXml(source: Uint8Array | string, limits: Partial<XmlLimits> = {}): Document {
  const bounds = { ...DEFAULT_XML_LIMITS, ...limits }
  const size = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength
  if (size > bounds.maxBytes)
    throw new XmlError('XML.TOO_LARGE', 'Le document XML est trop volumineux.', `${size} bytes`)
  const text = (typeof source === 'string' ? source : decodeXml(source)).replace(/^\uFEFF/, '')
  guardMarkup(text, bounds)
  if (hasIllegalCharacter(text))
    throw new XmlError('XML.MALFORMED', "Le document n'est pas du XML bien formé.", 'illegal character')
  try {
    return new DOMParser({ onError: onWarningStopParsing, locator: true }).parseFromString(text, 'text/xml')
  } catch (cause) {
    throw new XmlError('XML.MALFORMED', "Le document n'est pas du XML bien formé.", position(cause), { cause })
  }
}

/** Writes a parsed node again, with the namespace declarations that it needs to stand alone. */
export function nodeToXml(node: Node): string {
  return new XMLSerializer().serializeToString(node)
}

/** Line and column only: the parser's own message may quote what it read. */
function position(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('locator' in cause)) return undefined
  const locator = cause.locator as { lineNumber?: number; columnNumber?: number } | undefined
  return locator?.lineNumber === undefined
    ? undefined
    : `line ${locator.lineNumber}, column ${locator.columnNumber ?? 0}`
}

import { childrenOf, isElement, parseXml, type XmlElement } from '@anamnese/interop-xml'
import { CdaError } from './cda-error'
import { HL7_V3 } from './oids'
import type { CdaHeader } from './types'

const XSL = 'http://www.w3.org/1999/XSL/Transform'
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#'

export interface LocatedDocument {
  element: XmlElement
  packaging: CdaHeader['packaging']
}

/**
 * Parses and finds the `ClinicalDocument`: the root, or exactly one inside the stylesheet that presents it, or inside the signature
 * that envelops it. Throws {@link CdaError} or `XmlError`.
 */
export function locateDocument(xml: Uint8Array | string): LocatedDocument {
  const root = parseXml(xml).documentElement
  if (root && isClinicalDocument(root)) return { element: root, packaging: 'plain' }
  const packaging = packagingOf(root)
  const found = packaging && root ? search(root, 3) : []
  if (packaging && found[0] && found.length === 1) return { element: found[0], packaging }
  throw new CdaError('CDA.NOT_A_CDA', "Ce fichier n'est pas un document CDA.")
}

function packagingOf(root: XmlElement | null): CdaHeader['packaging'] | undefined {
  if (root?.namespaceURI === XSL && root.localName === 'stylesheet') return 'self-presenting'
  if (root?.namespaceURI === XMLDSIG && root.localName === 'Signature') return 'signed'
  return undefined
}

/** The documents at most `levels` below an element: deeper, one would be content and not the document. */
function search(element: XmlElement, levels: number): XmlElement[] {
  if (levels === 0) return []
  return childrenOf(element).flatMap((child) => (isClinicalDocument(child) ? [child] : search(child, levels - 1)))
}

function isClinicalDocument(element: XmlElement): boolean {
  return isElement(element) && element.localName === 'ClinicalDocument' && element.namespaceURI === HL7_V3
}

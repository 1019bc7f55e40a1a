import { parseXml } from '@anamnese/interop-xml'
import { DS } from './algorithms'
import { SignatureError } from './signature-error'

/** What {@link canonicalise} does with the document. */
export interface CanonicalOptions {
  withComments?: boolean
  exclusive?: boolean
  /** canonicalise only the element that bears this `Id`, with the namespaces that it inherits */
  elementId?: string
  /** canonicalise only the element of this local name in the XML signature namespace, e.g. `SignedInfo` */
  signaturePart?: string
}

/**
 * Canonical XML 1.0 of a document or of one of its elements, by libxml2.
 *
 * @param xml bytes or text; parsed first with the guards of `parseXml` (no DTD, bounded)
 * @returns the canonical octets (UTF-8)
 */
export async function canonicalise(xml: Uint8Array | string, options: CanonicalOptions = {}): Promise<Buffer> {
  parseXml(xml)
  const { XmlDocument, XmlC14NMode } = await import('libxml2-wasm')
  const document =
    typeof xml === 'string' ? XmlDocument.fromString(xml, PARSE_OPTIONS) : XmlDocument.fromBuffer(xml, PARSE_OPTIONS)
  try {
    const c14n = {
      mode: options.exclusive === true ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0,
      withComments: options.withComments ?? false,
    }
    const path = xpathOf(options)
    if (path === undefined) return Buffer.from(document.canonicalizeToString(c14n), 'utf8')
    const [node, twin] = document.find(path, { ds: DS })
    if (node === undefined || twin !== undefined)
      throw new SignatureError('XMLDSIG.WRONG_REFERENCE', 'L’élément signé est introuvable ou en double.')
    return Buffer.from(node.canonicalizeToString(c14n), 'utf8')
  } finally {
    document.dispose()
  }
}

/** `XML_PARSE_NONET | XML_PARSE_HUGE`: never the network; a scanned annex makes text nodes of more than 10 MB. */
const PARSE_OPTIONS = { option: 2048 | 524288 } as const

function xpathOf({ elementId, signaturePart }: CanonicalOptions): string | undefined {
  if (elementId !== undefined) return `//*[@Id='${checkedName(elementId)}']`
  return signaturePart === undefined ? undefined : `/ds:Signature/ds:${checkedName(signaturePart)}`
}

function checkedName(name: string): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(name))
    throw new SignatureError('XMLDSIG.WRONG_REFERENCE', 'L’identifiant de l’élément signé est malformé.')
  return name
}

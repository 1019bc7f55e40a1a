import type { X509Certificate } from 'node:crypto'
import { XMLSerializer } from '@xmldom/xmldom'
import { SignedXml } from 'xml-crypto'
import { attributeOf, childOf, childrenOf, isElement, parseXml, textOf, type XmlElement } from '@anamnese/interop-xml'
import { DS, ENVELOPED_SIGNATURE, EXCLUSIVE_C14N, hashOf, type HashName } from './algorithms'
import { readDerCertificate } from './certificate'
import { SignatureError } from './signature-error'
import { checkTrust } from './trust'

export interface VerifyEnvelopedOptions {
  /** the element that must be signed; exactly one may be present in the document */
  namespace: string
  localName: string
  authorities: readonly X509Certificate[]
  at: Date
  /** SHA-1 is refused unless asked for */
  hashes?: readonly HashName[]
}

export interface VerifiedElement {
  /** the signed element, read again from the very bytes that the signature covers */
  element: XmlElement
  certificate: X509Certificate
}

/**
 * Verifies the enveloped signature of one element of a document and the trust in its certificate.
 *
 * Only what was signed is returned: the element comes from the canonical octets whose digest was checked, so an element
 * moved, doubled or wrapped elsewhere in the document is never read.
 *
 * @throws SignatureError and XmlError
 */
export function verifyEnveloped(xml: string, options: VerifyEnvelopedOptions): VerifiedElement {
  const element = findTarget(xml, options)
  const signature = findSignature(element)
  checkSignedInfo(element, signature, options.hashes ?? ['sha256'])
  const certificate = certificateOf(signature)
  const intermediates = certificatesOf(signature).slice(1)
  checkTrust(certificate, { authorities: options.authorities, intermediates, at: options.at })
  return { element: signedContent(xml, signature, certificate), certificate }
}

function findTarget(xml: string, { namespace, localName }: VerifyEnvelopedOptions): XmlElement {
  const document = parseXml(xml)
  const found = [...document.getElementsByTagNameNS(namespace, localName)]
  const [element] = found
  if (element === undefined)
    throw new SignatureError('XMLDSIG.MISSING', `L’élément signé ${localName} est absent du message.`)
  if (found.length > 1)
    throw new SignatureError('XMLDSIG.WRONG_REFERENCE', `Le message contient plusieurs éléments ${localName}.`)
  const id = attributeOf(element, 'ID')
  const bearers = [...document.getElementsByTagName('*')].filter((node) =>
    ['ID', 'Id', 'id'].some((name) => id !== undefined && node.getAttribute(name) === id),
  )
  if (id === undefined || bearers.length !== 1)
    throw new SignatureError('XMLDSIG.WRONG_REFERENCE', 'L’identifiant de l’élément signé est absent ou en double.')
  return element
}

function findSignature(element: XmlElement): XmlElement {
  const signatures = [...element.getElementsByTagNameNS(DS, 'Signature')]
  const [signature] = signatures
  if (signature === undefined) throw new SignatureError('XMLDSIG.MISSING', 'La signature est absente.')
  if (signatures.length > 1 || signature.parentNode !== element)
    throw new SignatureError('XMLDSIG.WRONG_REFERENCE', 'La signature n’est pas à la place attendue.')
  return signature
}

function checkSignedInfo(element: XmlElement, signature: XmlElement, hashes: readonly HashName[]): void {
  const info = childOf(signature, 'SignedInfo', DS)
  const references = info === undefined ? [] : childrenOf(info, 'Reference', DS)
  const [reference] = references
  if (info === undefined || reference === undefined || references.length !== 1)
    throw new SignatureError('XMLDSIG.WRONG_REFERENCE', 'La signature doit porter sur un seul élément.')
  if (attributeOf(reference, 'URI') !== `#${attributeOf(element, 'ID') ?? ''}`)
    throw new SignatureError('XMLDSIG.WRONG_REFERENCE', 'La signature porte sur un autre élément.')
  const algorithm = (name: string, from: XmlElement): string | undefined =>
    attributeOf(childOf(from, name, DS), 'Algorithm')
  const transforms = childrenOf(childOf(reference, 'Transforms', DS) ?? reference, 'Transform', DS)
  const wanted = [ENVELOPED_SIGNATURE, EXCLUSIVE_C14N]
  const accepted =
    algorithm('CanonicalizationMethod', info) === EXCLUSIVE_C14N &&
    transforms.length === wanted.length &&
    transforms.every((transform, index) => attributeOf(transform, 'Algorithm') === wanted[index]) &&
    [algorithm('SignatureMethod', info), algorithm('DigestMethod', reference)].every((address) => {
      const hash = hashOf(address)
      return hash !== undefined && hashes.includes(hash)
    })
  if (!accepted)
    throw new SignatureError('XMLDSIG.ALGORITHM_REFUSED', 'La signature emploie un algorithme qui n’est pas accepté.')
}

function certificatesOf(signature: XmlElement): X509Certificate[] {
  const data = childOf(childOf(signature, 'KeyInfo', DS), 'X509Data', DS)
  return data === undefined
    ? []
    : childrenOf(data, 'X509Certificate', DS).map((node) => readDerCertificate(textOf(node) ?? ''))
}

function certificateOf(signature: XmlElement): X509Certificate {
  const [certificate] = certificatesOf(signature)
  if (certificate === undefined)
    throw new SignatureError('XMLDSIG.CERTIFICATE_MISSING', 'Le certificat du signataire n’est pas joint.')
  return certificate
}

function signedContent(xml: string, signature: XmlElement, certificate: X509Certificate): XmlElement {
  const verifier = new SignedXml({ publicCert: certificate.toString(), getCertFromKeyInfo: () => null })
  let valid: boolean
  try {
    verifier.loadSignature(new XMLSerializer().serializeToString(signature))
    valid = verifier.checkSignature(xml)
  } catch (cause) {
    throw new SignatureError('XMLDSIG.SIGNATURE_INVALID', 'La signature n’est pas valide.', {}, { cause })
  }
  const [content] = verifier.getSignedReferences()
  if (!valid || content === undefined)
    throw new SignatureError('XMLDSIG.DIGEST_MISMATCH', 'Le contenu signé a été modifié.')
  const root = parseXml(content).documentElement
  if (!isElement(root)) throw new SignatureError('XMLDSIG.MALFORMED', 'Le contenu signé est illisible.')
  return root
}

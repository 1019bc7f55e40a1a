import { createHash, verify, type X509Certificate } from 'node:crypto'
import {
  attributeOf,
  childOf,
  childrenOf,
  descend,
  parseXml,
  textOf,
  xpathSelector,
  type XmlElement,
} from '@anamnese/interop-xml'
import {
  canonicalise,
  checkTrust,
  DS,
  hashOf,
  INCLUSIVE_C14N_WITH_COMMENTS,
  readDerCertificate,
  SignatureError,
  type HashName,
} from '@anamnese/interop-xmldsig'
import { manifestDigest } from './sign-submission-set'
import { MANIFEST_ID, PURPOSE_OF_SIGNATURE, SIGNED_PROPERTIES_ID, SIGNED_PROPERTIES_TYPE, XADES } from './xades-names'
import { XdsError } from './xds-error'

export interface VerifySubmissionSetInput {
  signature: Uint8Array
  submissionSetId: string
  documents: readonly { uniqueId: string; bytes: Uint8Array }[]
  authorities: readonly X509Certificate[]
  at: Date
  hashes?: readonly HashName[]
}

const paths = xpathSelector({ ds: DS, xad: XADES })

/**
 * Verifies the signature of a submission set: the signed parts and the signature value, the signer's certificate and its
 * trust, the purpose, and a manifest that names this set and digests each document, no more and no less.
 *
 * @returns the signer's certificate
 * @throws SignatureError, XdsError, XmlError
 */
export async function verifySubmissionSet(input: VerifySubmissionSetInput): Promise<X509Certificate> {
  const root = parseXml(input.signature).documentElement
  if (root?.localName !== 'Signature' || root.namespaceURI !== DS)
    throw new SignatureError('XMLDSIG.MISSING', 'Le document de signature du lot n’est pas une signature XML.')
  const certificate = await checkCore(root, input)
  await checkManifest(root, input)
  if (paths.text('ds:Object/ds:SignatureProperties/ds:SignatureProperty', root) !== PURPOSE_OF_SIGNATURE)
    throw content('La signature du lot ne dit pas son objet.', 'SignatureProperty')
  return certificate
}

async function checkCore(root: XmlElement, input: VerifySubmissionSetInput): Promise<X509Certificate> {
  const accepted = input.hashes ?? ['sha1', 'sha256']
  const info = childOf(root, 'SignedInfo', DS)
  const references = info === undefined ? [] : childrenOf(info, 'Reference', DS)
  const covered = references.map(
    (reference) => `${attributeOf(reference, 'URI') ?? ''} ${attributeOf(reference, 'Type') ?? ''}`,
  )
  const wanted = [`#${MANIFEST_ID} ${DS}Manifest`, `#${SIGNED_PROPERTIES_ID} ${SIGNED_PROPERTIES_TYPE}`]
  if (covered.length !== 2 || wanted.some((one) => !covered.includes(one)))
    throw new SignatureError('XMLDSIG.WRONG_REFERENCE', 'La signature du lot ne couvre pas ce qu’elle doit couvrir.')
  if (algorithm(info, 'CanonicalizationMethod') !== INCLUSIVE_C14N_WITH_COMMENTS) throw refused()
  for (const reference of references) await checkReference(reference, input.signature, accepted)
  const certificates = paths.texts('ds:KeyInfo/ds:X509Data/ds:X509Certificate', root).map(readDerCertificate)
  const [certificate, ...intermediates] = certificates
  if (certificate === undefined)
    throw new SignatureError('XMLDSIG.CERTIFICATE_MISSING', 'Le certificat du signataire du lot n’est pas joint.')
  checkTrust(certificate, { authorities: input.authorities, intermediates, at: input.at })
  checkSigningCertificate(root, certificate, accepted)
  const hash = acceptedHash(algorithm(info, 'SignatureMethod'), accepted)
  const signedInfo = await canonicalise(input.signature, { signaturePart: 'SignedInfo', withComments: true })
  const value = Buffer.from(textOf(childOf(root, 'SignatureValue', DS)) ?? '', 'base64')
  if (!verify(hash, signedInfo, certificate.publicKey, value))
    throw new SignatureError('XMLDSIG.SIGNATURE_INVALID', 'La signature du lot n’est pas valide.')
  return certificate
}

async function checkReference(reference: XmlElement, xml: Uint8Array, accepted: readonly HashName[]): Promise<void> {
  const hash = acceptedHash(algorithm(reference, 'DigestMethod'), accepted)
  const transforms = childOf(reference, 'Transforms', DS)
  const names = transforms === undefined ? [] : childrenOf(transforms).map((one) => attributeOf(one, 'Algorithm'))
  // Without a transform, a node set is canonicalised without comments (XML Signature §4.4.3.2).
  if (names.length > 1 || names.some((name) => name !== INCLUSIVE_C14N_WITH_COMMENTS)) throw refused()
  const elementId = (attributeOf(reference, 'URI') ?? '').slice(1)
  const bytes = await canonicalise(xml, { elementId, withComments: names.length === 1 })
  if (createHash(hash).update(bytes).digest('base64') !== textOf(childOf(reference, 'DigestValue', DS)))
    throw new SignatureError('XMLDSIG.DIGEST_MISMATCH', 'Le contenu signé du lot a été modifié.')
}

function checkSigningCertificate(root: XmlElement, certificate: X509Certificate, accepted: readonly HashName[]): void {
  const digest = paths.element(
    'ds:Object/xad:QualifyingProperties/xad:SignedProperties/xad:SignedSignatureProperties/xad:SigningCertificate' +
      '/xad:Cert[1]/xad:CertDigest',
    root,
  )
  const hash = acceptedHash(attributeOf(childOf(digest, 'DigestMethod'), 'Algorithm'), accepted)
  if (createHash(hash).update(certificate.raw).digest('base64') !== textOf(childOf(digest, 'DigestValue')))
    throw content('Le certificat annoncé dans la signature du lot n’est pas celui du signataire.', 'SigningCertificate')
}

async function checkManifest(root: XmlElement, input: VerifySubmissionSetInput): Promise<void> {
  const manifest = paths.element(`ds:Object/ds:Manifest[@Id='${MANIFEST_ID}']`, root)
  const [set, ...documents] = manifest === undefined ? [] : childrenOf(manifest, 'Reference', DS)
  if (attributeOf(set, 'URI') !== `urn:oid:${input.submissionSetId}`)
    throw content('Le manifeste signé ne désigne pas ce lot de soumission.', 'Manifest')
  const expected = new Map(input.documents.map(({ uniqueId, bytes }) => [`urn:oid:${uniqueId}`, bytes]))
  if (documents.length !== expected.size)
    throw content('Le manifeste signé ne désigne pas tous les documents du lot.', 'Manifest')
  for (const reference of documents) {
    const bytes = expected.get(attributeOf(reference, 'URI') ?? '')
    const hash = hashOf(algorithm(reference, 'DigestMethod'))
    if (bytes === undefined || hash === undefined)
      throw content('Le manifeste signé désigne un autre document.', 'Manifest')
    if ((await manifestDigest(bytes, hash)) !== textOf(descend(reference, 'DigestValue')))
      throw new SignatureError('XMLDSIG.DIGEST_MISMATCH', 'Un document du lot n’est pas celui qui a été signé.')
  }
}

function algorithm(parent: XmlElement | undefined, name: string): string | undefined {
  return attributeOf(childOf(parent, name, DS), 'Algorithm')
}

function acceptedHash(address: string | undefined, accepted: readonly HashName[]): HashName {
  const hash = hashOf(address)
  if (hash === undefined || !accepted.includes(hash)) throw refused()
  return hash
}

function refused(): SignatureError {
  return new SignatureError('XMLDSIG.ALGORITHM_REFUSED', 'La signature du lot emploie un algorithme non accepté.')
}

function content(message: string, where: string): XdsError {
  return new XdsError('XDS.SIGNATURE_CONTENT', message, where)
}

import { createHash, sign, type X509Certificate } from 'node:crypto'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import {
  canonicalise,
  derBase64,
  DIGEST_METHOD,
  distinguishedName,
  DS,
  INCLUSIVE_C14N_WITH_COMMENTS,
  RSA_SIGNATURE_METHOD,
  type HashName,
  type SigningKey,
} from '@anamnese/interop-xmldsig'
import {
  MANIFEST_ID,
  PURPOSE_ID,
  PURPOSE_OF_SIGNATURE,
  SIGNED_PROPERTIES_ID,
  SIGNED_PROPERTIES_TYPE,
  SUBMISSION_SET_DIGEST,
  XADES,
} from './xades-names'

/** Hash functions of the signature. The DMP's samples use SHA-1 everywhere; whether it now requires better is not published. */
export interface SubmissionSignatureAlgorithms {
  /** digests of the documents in the manifest */
  manifest: HashName
  /** digests of the signed parts, and the RSA signature itself */
  signature: HashName
}

export const DEFAULT_SIGNATURE_ALGORITHMS: SubmissionSignatureAlgorithms = { manifest: 'sha1', signature: 'sha256' }

export interface SignSubmissionSetInput {
  submissionSetId: string
  documents: readonly { uniqueId: string; bytes: Uint8Array }[]
  signing: SigningKey
  at: Date
  algorithms?: Partial<SubmissionSignatureAlgorithms>
}

const SIGNATURE_ID = 'signatureLot'

/**
 * Signs a submission set: a manifest of its documents (digest of their canonical form with comments), the purpose of the
 * signature and the XAdES properties, under one XML signature.
 *
 * @returns the signature document, to be sent as a document of the submission
 */
export async function signSubmissionSet(input: SignSubmissionSetInput): Promise<Buffer> {
  const algorithms = { ...DEFAULT_SIGNATURE_ALGORITHMS, ...input.algorithms }
  const objects = [
    el('ds:Object', {}, await manifest(input, algorithms.manifest)),
    el('ds:Object', {}, purpose()),
    el('ds:Object', {}, qualifyingProperties(input, algorithms.signature)),
  ]
  const hash = algorithms.signature
  // Signed parts are digested in place, with the namespaces that they inherit: first the document without its digests.
  const bare = serialise(signature([], undefined, input.signing, objects, hash))
  const digests = await Promise.all(
    [MANIFEST_ID, SIGNED_PROPERTIES_ID].map(async (elementId) =>
      digest(hash, await canonicalise(bare, { elementId, withComments: true })),
    ),
  )
  const unsigned = serialise(signature(digests, undefined, input.signing, objects, hash))
  const signedInfo = await canonicalise(unsigned, { signaturePart: 'SignedInfo', withComments: true })
  const value = sign(hash, signedInfo, input.signing.key).toString('base64')
  return Buffer.from(serialise(signature(digests, value, input.signing, objects, hash)), 'utf8')
}

/** Digest of a document as the manifest takes it. */
export async function manifestDigest(bytes: Uint8Array, hash: HashName): Promise<string> {
  return digest(hash, await canonicalise(bytes, { withComments: true }))
}

function digest(hash: HashName, bytes: Uint8Array): string {
  return createHash(hash).update(bytes).digest('base64')
}

function serialise(tree: XmlTree): string {
  return serialiseXml(tree)
}

function signature(
  digests: readonly string[],
  value: string | undefined,
  { certificate, chain }: SigningKey,
  objects: readonly XmlTree[],
  hash: HashName,
): XmlTree {
  const [manifestValue = '', propertiesValue = ''] = digests
  return el(
    'ds:Signature',
    { 'xmlns:ds': DS, Id: SIGNATURE_ID },
    el(
      'ds:SignedInfo',
      {},
      el('ds:CanonicalizationMethod', { Algorithm: INCLUSIVE_C14N_WITH_COMMENTS }),
      el('ds:SignatureMethod', { Algorithm: RSA_SIGNATURE_METHOD[hash] }),
      reference(`#${MANIFEST_ID}`, manifestValue, hash, `${DS}Manifest`),
      reference(`#${SIGNED_PROPERTIES_ID}`, propertiesValue, hash, SIGNED_PROPERTIES_TYPE),
    ),
    el('ds:SignatureValue', {}, value),
    el(
      'ds:KeyInfo',
      {},
      el(
        'ds:X509Data',
        {},
        [certificate, ...chain].map((one) => el('ds:X509Certificate', {}, derBase64(one))),
      ),
    ),
    objects,
  )
}

function reference(uri: string, value: string, hash: HashName, type?: string): XmlTree {
  return el(
    'ds:Reference',
    { URI: uri, Type: type },
    el('ds:Transforms', {}, el('ds:Transform', { Algorithm: INCLUSIVE_C14N_WITH_COMMENTS })),
    el('ds:DigestMethod', { Algorithm: DIGEST_METHOD[hash] }),
    el('ds:DigestValue', {}, value),
  )
}

async function manifest({ submissionSetId, documents }: SignSubmissionSetInput, hash: HashName): Promise<XmlTree> {
  const references = await Promise.all(
    documents.map(async ({ uniqueId, bytes }) =>
      reference(`urn:oid:${uniqueId}`, await manifestDigest(bytes, hash), hash),
    ),
  )
  const set = el(
    'ds:Reference',
    { URI: `urn:oid:${submissionSetId}` },
    el('ds:DigestMethod', { Algorithm: DIGEST_METHOD[hash] }),
    el('ds:DigestValue', {}, SUBMISSION_SET_DIGEST),
  )
  return el('ds:Manifest', { Id: MANIFEST_ID }, set, references)
}

function purpose(): XmlTree {
  return el(
    'ds:SignatureProperties',
    {},
    el('ds:SignatureProperty', { Id: PURPOSE_ID, Target: `#${SIGNATURE_ID}` }, PURPOSE_OF_SIGNATURE),
  )
}

function qualifyingProperties({ signing, at }: SignSubmissionSetInput, hash: HashName): XmlTree {
  return el(
    'xad:QualifyingProperties',
    { 'xmlns:xad': XADES, Target: `#${SIGNATURE_ID}` },
    el(
      'xad:SignedProperties',
      { Id: SIGNED_PROPERTIES_ID },
      el(
        'xad:SignedSignatureProperties',
        {},
        el('xad:SigningTime', {}, at.toISOString()),
        el(
          'xad:SigningCertificate',
          {},
          [signing.certificate, ...signing.chain].map((certificate) => certReference(certificate, hash)),
        ),
        el('xad:SignaturePolicyIdentifier', {}, el('xad:SignaturePolicyImplied')),
      ),
    ),
  )
}

function certReference(certificate: X509Certificate, hash: HashName): XmlTree {
  return el(
    'xad:Cert',
    {},
    el(
      'xad:CertDigest',
      {},
      el('xad:DigestMethod', { Algorithm: DIGEST_METHOD[hash] }),
      el('xad:DigestValue', {}, digest(hash, certificate.raw)),
    ),
    el(
      'xad:IssuerSerial',
      {},
      el('ds:X509IssuerName', {}, distinguishedName(certificate, 'issuer')),
      el('ds:X509SerialNumber', {}, BigInt(`0x${certificate.serialNumber}`).toString()),
    ),
  )
}

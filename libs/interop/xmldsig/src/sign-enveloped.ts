import { SignedXml } from 'xml-crypto'
import { DIGEST_METHOD, DS, ENVELOPED_SIGNATURE, EXCLUSIVE_C14N, RSA_SIGNATURE_METHOD } from './algorithms'
import type { HashName } from './algorithms'
import { derBase64, type SigningKey } from './certificate'

export interface EnvelopedSignatureOptions {
  signing: SigningKey
  /** value of the root element's `ID` */
  id: string
  /** local name of the root's child after which the signature is placed, e.g. `Issuer` */
  after: string
  hash?: HashName
}

/**
 * Signs the root element of a document with an enveloped signature: exclusive canonicalisation, one reference to the
 * root by its `ID`, and the certificate in `KeyInfo`.
 *
 * @returns the signed document
 */
export function signEnveloped(xml: string, { signing, id, after, hash = 'sha256' }: EnvelopedSignatureOptions): string {
  const signer = new SignedXml({
    privateKey: signing.key,
    idAttribute: 'ID',
    canonicalizationAlgorithm: EXCLUSIVE_C14N,
    signatureAlgorithm: RSA_SIGNATURE_METHOD[hash],
    getKeyInfoContent: () =>
      `<ds:X509Data xmlns:ds="${DS}"><ds:X509Certificate>${derBase64(signing.certificate)}</ds:X509Certificate></ds:X509Data>`,
  })
  signer.addReference({
    xpath: '/*',
    uri: `#${id}`,
    transforms: [ENVELOPED_SIGNATURE, EXCLUSIVE_C14N],
    digestAlgorithm: DIGEST_METHOD[hash],
  })
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `/*/*[local-name()='${after}']`, action: 'after' },
  })
  return signer.getSignedXml()
}

import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { SignatureError } from './signature-error'

/** A signing key with its certificate, and the intermediate authorities to publish with it. */
export interface SigningKey {
  key: KeyObject
  certificate: X509Certificate
  chain: X509Certificate[]
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+?-----END CERTIFICATE-----/g

/** Reads every certificate of a PEM text, in order. */
export function readCertificates(pem: string): X509Certificate[] {
  return [...pem.matchAll(PEM_CERTIFICATE)].map(([block]) => new X509Certificate(block))
}

/** Reads a certificate given as base64 DER, as in `ds:X509Certificate`. */
export function readDerCertificate(base64: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(base64.replace(/\s+/g, ''), 'base64'))
  } catch (cause) {
    throw new SignatureError('XMLDSIG.MALFORMED', 'Le certificat joint à la signature est illisible.', {}, { cause })
  }
}

/** Base64 DER on one line, as `ds:X509Certificate` takes it. */
export function derBase64(certificate: X509Certificate): string {
  return certificate.raw.toString('base64')
}

/**
 * Reads a signing key from PEM: private key, then certificate, then the intermediate authorities if any.
 *
 * @throws SignatureError `XMLDSIG.KEY_MISMATCH` when the key is not the certificate's
 */
export function readSigningKey(pem: { key: string; certificate: string; passphrase?: string }): SigningKey {
  const key = createPrivateKey({
    key: pem.key,
    ...(pem.passphrase === undefined ? {} : { passphrase: pem.passphrase }),
  })
  const [certificate, ...chain] = readCertificates(pem.certificate)
  if (certificate === undefined)
    throw new SignatureError('XMLDSIG.CERTIFICATE_MISSING', 'Le certificat de signature est absent.')
  if (!certificate.checkPrivateKey(key))
    throw new SignatureError('XMLDSIG.KEY_MISMATCH', 'La clé privée ne correspond pas au certificat de signature.')
  return { key, certificate, chain }
}

import type { X509Certificate } from 'node:crypto'
import { SignatureError } from './signature-error'

/** Certificates that a verifier believes, and the moment at which it judges. */
export interface TrustOptions {
  /** root authorities, and intermediate ones that signers do not send */
  authorities: readonly X509Certificate[]
  /** intermediate certificates sent with the signature; believed only if they lead to an authority */
  intermediates?: readonly X509Certificate[]
  at: Date
}

const MAX_CHAIN = 5

/**
 * Checks that a certificate leads to one of the authorities, each link valid at the given time.
 *
 * @returns the path, from the certificate to the authority
 * @throws SignatureError `XMLDSIG.CERTIFICATE_EXPIRED` or `XMLDSIG.CERTIFICATE_UNTRUSTED`
 */
export function checkTrust(certificate: X509Certificate, options: TrustOptions): X509Certificate[] {
  const path = [certificate]
  let current = certificate
  checkValidity(current, options.at)
  while (!isAuthority(current, options)) {
    const issuer = [...options.authorities, ...(options.intermediates ?? [])].find((candidate) =>
      issued(current, candidate),
    )
    if (issuer === undefined || path.length >= MAX_CHAIN) throw untrusted(certificate)
    checkValidity(issuer, options.at)
    path.push(issuer)
    current = issuer
  }
  return path
}

function isAuthority(certificate: X509Certificate, { authorities }: TrustOptions): boolean {
  return authorities.some((authority) => authority.fingerprint256 === certificate.fingerprint256)
}

function issued(certificate: X509Certificate, candidate: X509Certificate): boolean {
  return (
    candidate.ca &&
    candidate.fingerprint256 !== certificate.fingerprint256 &&
    certificate.checkIssued(candidate) &&
    certificate.verify(candidate.publicKey)
  )
}

function checkValidity(certificate: X509Certificate, at: Date): void {
  if (at < new Date(certificate.validFrom) || at > new Date(certificate.validTo))
    throw new SignatureError(
      'XMLDSIG.CERTIFICATE_EXPIRED',
      'Un certificat de la signature n’est pas valide à cette date.',
      {
        subject: certificate.subject,
        validTo: certificate.validTo,
      },
    )
}

function untrusted(certificate: X509Certificate): SignatureError {
  return new SignatureError(
    'XMLDSIG.CERTIFICATE_UNTRUSTED',
    'Le certificat de signature ne vient pas d’une autorité reconnue.',
    { subject: certificate.subject, issuer: certificate.issuer },
  )
}

/** Why a signature, or the certificate behind it, is refused. */
export type SignatureErrorCode =
  | 'XMLDSIG.MISSING'
  | 'XMLDSIG.MALFORMED'
  | 'XMLDSIG.ALGORITHM_REFUSED'
  | 'XMLDSIG.DIGEST_MISMATCH'
  | 'XMLDSIG.SIGNATURE_INVALID'
  | 'XMLDSIG.WRONG_REFERENCE'
  | 'XMLDSIG.CERTIFICATE_MISSING'
  | 'XMLDSIG.CERTIFICATE_EXPIRED'
  | 'XMLDSIG.CERTIFICATE_UNTRUSTED'
  | 'XMLDSIG.KEY_MISMATCH'

/** A signature that cannot be made or trusted. `message` is a French sentence, `details` is for the log. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError'

  constructor(
    readonly code: SignatureErrorCode,
    message: string,
    readonly details: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** What went wrong before an answer could be read. */
export type SoapErrorCode =
  | 'SOAP.UNREACHABLE'
  | 'SOAP.TLS'
  | 'SOAP.TIMEOUT'
  | 'SOAP.INTERRUPTED'
  | 'SOAP.TOO_LARGE'
  | 'SOAP.HTTP_STATUS'
  | 'SOAP.MALFORMED'

/**
 * The exchange failed and its outcome is not the service's answer.
 *
 * `delivered` says what is known of the request: `no` when the service cannot have received it, `unknown` when it may
 * have been carried out, so that a caller checks before it sends again.
 */
export class SoapError extends Error {
  override readonly name = 'SoapError'

  constructor(
    readonly code: SoapErrorCode,
    message: string,
    readonly delivered: 'no' | 'unknown',
    readonly details: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

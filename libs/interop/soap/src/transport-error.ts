import { SoapError } from './soap-error'

const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])
const TLS_FAILURE = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/
const TIMED_OUT = /^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ETIMEDOUT)$/

/** Turns what the HTTP client threw into a {@link SoapError}, saying whether the request can have been received. */
export function transportError(error: unknown, host: string): SoapError {
  const code = codeOf(error)
  const details = { host, cause: code }
  const options = { cause: error }
  if (NEVER_CONNECTED.has(code))
    return new SoapError('SOAP.UNREACHABLE', 'Le service est injoignable.', 'no', details, options)
  if (TLS_FAILURE.test(code))
    return new SoapError('SOAP.TLS', 'La connexion sécurisée avec le service a échoué.', 'no', details, options)
  if (TIMED_OUT.test(code) || nameOf(error) === 'TimeoutError')
    return new SoapError('SOAP.TIMEOUT', 'Le service n’a pas répondu à temps.', 'unknown', details, options)
  return new SoapError('SOAP.INTERRUPTED', 'La connexion avec le service a été coupée.', 'unknown', details, options)
}

/** Read by shape: errors of the runtime may come from another realm, where `instanceof` does not hold. */
function codeOf(error: unknown): string {
  let at = error as ErrorShape | undefined | null
  for (let depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    if (typeof at.code === 'string') return at.code
    at = (at.errors?.[0] ?? at.cause) as ErrorShape | undefined
  }
  return nameOf(error)
}

interface ErrorShape {
  name?: unknown
  code?: unknown
  cause?: unknown
  errors?: readonly unknown[]
}

function nameOf(error: unknown): string {
  const name = typeof error === 'object' && error !== null ? (error as ErrorShape).name : undefined
  return typeof name === 'string' ? name : 'UNKNOWN'
}

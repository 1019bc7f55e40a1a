import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http'

/** RFC 9110 §7.6.1, and what belongs to the connection between the gateway and its caller. */
const CONNECTION = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
const NOT_ASKED = new Set([
  ...CONNECTION,
  'host',
  'cookie',
  'authorization',
  'x-csrf-token',
  'forwarded',
  'expect',
  'x-patient-id',
])
const NOT_ANSWERED = new Set([...CONNECTION, 'set-cookie', 'x-powered-by', 'server', 'x-correlation-id'])

function listedInConnection(headers: IncomingHttpHeaders): Set<string> {
  const value = headers.connection ?? ''
  return new Set(value.split(',').map((name) => name.trim().toLowerCase()))
}

/** What a service is told of the request: neither cookie nor token of the caller, but who acts, signed. */
export function requestHeaders(incoming: IncomingHttpHeaders, added: Record<string, string>): OutgoingHttpHeaders {
  const listed = listedInConnection(incoming)
  const kept = Object.entries(incoming).filter(
    ([name]) => !NOT_ASKED.has(name) && !listed.has(name) && !name.startsWith('x-forwarded-'),
  )
  return { ...Object.fromEntries(kept), ...added }
}

/** What the caller is told of the answer. What says nothing of caching is health data: it is not stored. */
export function responseHeaders(answered: IncomingHttpHeaders): OutgoingHttpHeaders {
  const listed = listedInConnection(answered)
  const kept = Object.entries(answered).filter(([name]) => !NOT_ANSWERED.has(name) && !listed.has(name))
  return { 'cache-control': 'no-store', ...Object.fromEntries(kept), ...contentPolicy(answered['content-type'] ?? '') }
}

/**
 * What the services answer is shown, never run: a document that came from outside may not be a page of our origin. The viewer that
 * browsers have for PDF is a page of theirs, which a stricter policy would stop.
 */
function contentPolicy(contentType: string): OutgoingHttpHeaders {
  const pdf = contentType.startsWith('application/pdf')
  return { 'content-security-policy': pdf ? "frame-ancestors 'self'" : "default-src 'none'; frame-ancestors 'self'" }
}

import { ApiError, problemOf } from './problem'

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

interface CallOptions {
  query?: Query
  body?: unknown
  /** bytes sent as they are, instead of a JSON body */
  file?: Blob
  signal?: AbortSignal
  /** milliseconds without an answer after which the call is given up */
  timeout?: number
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
let csrfToken: string | undefined
let onSignedOut: () => void = () => undefined

/** The token that the gateway expects on each unsafe request; it comes with the session. */
export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token
}

/** What to do when an answer says that nobody is signed in any more. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

/** The patient whose record is on screen: the server is told which of the open records a call is about. */
export function patientInPage(path: string): string | undefined {
  return /^\/dossiers\/([^/]+)/.exec(path)?.[1]
}

/** An address of the API with its query; empty values are left out. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/**
 * The one way to the server. Answers the JSON body (undefined when there is none) or throws an {@link ApiError}
 * whose sentences can be shown. An abort by the caller is passed on as it is.
 */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options)
  const body = await parse(response)
  if (response.ok) return body as T
  if (response.status === 401) onSignedOut()
  throw new ApiError(problemOf(response.status, body, response.headers.get('x-correlation-id')))
}

async function send(method: string, path: string, options: CallOptions): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' })
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  else if (options.file !== undefined) headers.set('Content-Type', 'application/octet-stream')
  if (UNSAFE.has(method) && csrfToken !== undefined) headers.set('X-CSRF-Token', csrfToken)
  const patientId = patientInPage(window.location.pathname)
  if (patientId !== undefined) headers.set('X-Patient-Id', patientId)
  const timeout = AbortSignal.timeout(options.timeout ?? 30_000)
  try {
    return await fetch(address(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout,
      ...bodyOf(options),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError(problemOf(timeout.aborted ? 504 : 0, undefined))
  }
}

function bodyOf({ body, file }: CallOptions): Pick<RequestInit, 'body'> {
  if (body !== undefined) return { body: JSON.stringify(body) }
  return file === undefined ? {} : { body: file }
}

async function parse(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const text = await response.text()
  if (text === '') return undefined
  if (!/json/.test(response.headers.get('content-type') ?? '')) return text
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(problemOf(502, undefined, response.headers.get('x-correlation-id')))
  }
}

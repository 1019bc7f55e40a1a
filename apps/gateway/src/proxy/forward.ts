import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { pipeline, Transform } from 'node:stream'
import type { Request, Response } from 'express'
import { ProblemError } from '@anamnese/platform-http'
import { requestHeaders, responseHeaders } from './headers'

export interface Forwarding {
  /** whole address at the service */
  url: string
  headers: Record<string, string>
  /** milliseconds until the answer begins, and between two pieces of it */
  timeoutMs: number
  maxBodyBytes: number
}

/** Services close a connection that is idle for five seconds (Node's default): ours are given up before, not at the same moment. */
const IDLE_CONNECTION_MS = 4000
const agentOptions = { keepAlive: true, maxSockets: 256, scheduling: 'lifo', timeout: IDLE_CONNECTION_MS } as const
const agents = {
  http: new http.Agent(agentOptions),
  https: new https.Agent({ ...agentOptions, minVersion: 'TLSv1.2' }),
}

/** Closes the connections that are kept to the services. */
export function closeConnections(): void {
  agents.http.destroy()
  agents.https.destroy()
}

const tooLarge = (): ProblemError =>
  new ProblemError(413, 'REQUEST.TOO_LARGE', 'L’envoi est trop volumineux.', 'Réduisez-le puis réessayez.')
const unavailable = (cause: unknown): ProblemError =>
  new ProblemError(
    503,
    'SERVICE.UNAVAILABLE',
    'Un service est momentanément arrêté.',
    'Réessayez dans quelques instants.',
    { cause },
  )
const timedOut = (): ProblemError =>
  new ProblemError(
    504,
    'SERVICE.TIMEOUT',
    'Un service a mis trop de temps à répondre.',
    'Réessayez dans quelques instants.',
  )

/** Passes bytes on and stops at the limit, whatever length the request announced. */
function limiter(maxBytes: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > maxBytes) done(tooLarge())
      else done(null, chunk)
    },
  })
}

/**
 * Passes a request on to a service and its answer back, both as streams: nothing is held whole in memory.
 * Settles when the answer is passed on, or when the caller went away.
 * @throws ProblemError 413, 503 or 504, while nothing was answered yet
 */
export async function forward(request: Request, response: Response, forwarding: Forwarding): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > forwarding.maxBodyBytes) {
    response.setHeader('Connection', 'close')
    throw tooLarge()
  }
  let answer: IncomingMessage
  try {
    answer = await ask(request, response, forwarding)
  } catch (error) {
    // Nobody is there to be told.
    if (response.destroyed) return
    // What is left of the body will not be read: the connection cannot serve another request.
    if (!request.complete) response.setHeader('Connection', 'close')
    request.resume()
    throw error
  }
  response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers))
  await new Promise<void>((resolve) => {
    // A break in the middle cannot be said any more: the connection ends, and the caller sees that the answer is not whole.
    pipeline(answer, response, () => {
      resolve()
    })
  })
}

/**
 * Asks the service; once more when a connection that was kept turns out to be closed, for what is only read. (What changes
 * something may have been done: that is for the caller to decide.)
 */
async function ask(request: Request, response: Response, forwarding: Forwarding): Promise<IncomingMessage> {
  const first = open(request, response, forwarding)
  try {
    return await exchange(request, first, forwarding.maxBodyBytes)
  } catch (error) {
    const cut = ((error as ProblemError).options.cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET'
    const reading = (request.method === 'GET' || request.method === 'HEAD') && !hasBody(request)
    if (!cut || !reading || !first.reusedSocket || response.destroyed) throw error
    return await exchange(request, open(request, response, forwarding), forwarding.maxBodyBytes)
  }
}

function open(request: Request, response: Response, { url, headers, timeoutMs }: Forwarding): ClientRequest {
  const secure = url.startsWith('https:')
  const outgoing = (secure ? https : http).request(url, {
    method: request.method,
    headers: requestHeaders(request.headers, headers),
    agent: secure ? agents.https : agents.http,
    timeout: timeoutMs,
  })
  response.once('close', () => {
    // The caller went away: the service need not go on.
    if (!response.writableFinished) outgoing.destroy()
  })
  return outgoing
}

/** @throws ProblemError, always of this type */
function exchange(request: Request, outgoing: ClientRequest, maxBodyBytes: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      reject(error instanceof ProblemError ? error : unavailable(error))
      outgoing.destroy()
    }
    outgoing.once('response', resolve)
    outgoing.once('timeout', () => {
      fail(timedOut())
    })
    outgoing.on('error', fail)
    if (hasBody(request)) {
      const limited = limiter(maxBodyBytes)
      // Not `pipeline`: it would cut the caller's connection at an error, before the error can be said.
      limited.on('error', (error) => {
        request.unpipe(limited)
        fail(error)
      })
      request.pipe(limited).pipe(outgoing)
    } else outgoing.end()
  })
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}

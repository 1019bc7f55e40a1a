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

const agents = {
  http: new http.Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' }),
  https: new https.Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo', minVersion: 'TLSv1.2' }),
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
 * Settles when the answer is passed on.
 * @throws ProblemError 413, 503 or 504, while nothing was answered yet
 */
export async function forward(request: Request, response: Response, forwarding: Forwarding): Promise<void> {
  const { url, timeoutMs, maxBodyBytes } = forwarding
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) {
    response.setHeader('Connection', 'close')
    throw tooLarge()
  }
  const secure = url.startsWith('https:')
  const outgoing = (secure ? https : http).request(url, {
    method: request.method,
    headers: requestHeaders(request.headers, forwarding.headers),
    agent: secure ? agents.https : agents.http,
    timeout: timeoutMs,
  })
  response.once('close', () => {
    // The caller went away: the service need not go on.
    if (!response.writableFinished) outgoing.destroy()
  })
  const answer = await exchange(request, outgoing, maxBodyBytes).catch((error: unknown) => {
    // What is left of the body will not be read: the connection cannot serve another request.
    if (!request.complete && !response.headersSent) response.setHeader('Connection', 'close')
    request.resume()
    throw error
  })
  response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers))
  await new Promise<void>((resolve) => {
    // A break in the middle cannot be said any more: the connection ends, and the caller sees that the answer is not whole.
    pipeline(answer, response, () => {
      resolve()
    })
  })
}

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

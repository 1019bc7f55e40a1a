import http from 'node:http'
import https from 'node:https'
import { SignInError } from './sign-in-error'
import type { PscSettings } from './settings'

/** More than any discovery document, key set or userinfo of a provider. */
const MAX_ANSWER = 512 * 1024

export interface BackChannelRequest {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface BackChannelAnswer {
  status: number
  contentType: string
  body: string
}

/** Calls of the gateway to the provider, server to server: client certificate, time and size limits, no redirection followed. */
export class BackChannel {
  private readonly agent: http.Agent

  constructor(private readonly settings: PscSettings) {
    const secure = settings.issuer.startsWith('https:')
    this.agent = secure
      ? new https.Agent({ ...settings.tls, minVersion: 'TLSv1.2', keepAlive: true })
      : new http.Agent({ keepAlive: true })
  }

  /** @throws SignInError `SIGN_IN.UNAVAILABLE` when the provider cannot be reached in time, `SIGN_IN.PROVIDER` when it says too much */
  async request(url: string, request: BackChannelRequest = {}): Promise<BackChannelAnswer> {
    const { method = 'GET', headers = {}, body } = request
    const library = url.startsWith('https:') ? https : http
    return new Promise((resolve, reject) => {
      const unavailable = (cause: Error): void => {
        reject(cause instanceof SignInError ? cause : new SignInError('SIGN_IN.UNAVAILABLE', cause.message, { cause }))
      }
      const outgoing = library.request(
        url,
        {
          method,
          headers: { Accept: 'application/json', ...headers },
          agent: this.agent,
          signal: AbortSignal.timeout(this.settings.timeoutMs),
        },
        (response) => {
          const chunks: Buffer[] = []
          let size = 0
          response.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size > MAX_ANSWER)
              response.destroy(new SignInError('SIGN_IN.PROVIDER', `answer of more than ${MAX_ANSWER} bytes`))
            chunks.push(chunk)
          })
          response.on('error', unavailable)
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'] ?? '',
              body: Buffer.concat(chunks).toString('utf8'),
            })
          })
        },
      )
      outgoing.on('error', unavailable)
      outgoing.end(body)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

/** The JSON object of an answer. @throws SignInError `SIGN_IN.PROVIDER` */
export function jsonObject(answer: BackChannelAnswer, what: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer.body)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (cause) {
    throw new SignInError('SIGN_IN.PROVIDER', `${what}: not JSON (status ${answer.status})`, { cause })
  }
  throw new SignInError('SIGN_IN.PROVIDER', `${what}: not a JSON object (status ${answer.status})`)
}

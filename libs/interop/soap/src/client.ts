import { Agent, request, type Dispatcher } from 'undici'
import { buildMtom, type MimePart } from './multipart'
import { readSoapMessage, type SoapMessage } from './read-message'
import { SoapError } from './soap-error'
import { transportError } from './transport-error'

/** PEM texts of a mutual TLS connection. */
export interface ClientTls {
  key: string
  certificate: string
  passphrase?: string
  /** authorities that the server's certificate must lead to; the system's own when absent */
  authorities?: readonly string[]
  /** name expected in the server's certificate, when it is not the host of the address */
  serverName?: string
  /** OpenSSL cipher list for TLS 1.2 */
  ciphers?: string
}

export interface SoapClientOptions {
  tls?: ClientTls
  connectTimeoutMs?: number
  /** whole exchange, from the first byte sent to the last received */
  timeoutMs?: number
  maxResponseBytes?: number
  connections?: number
}

export interface SoapCall {
  url: string
  action: string
  envelope: string
  /** sent as MTOM when present, even empty */
  attachments?: readonly MimePart[]
  timeoutMs?: number
  /** told of the body that came back, whatever it is: a fault is kept as it was received */
  onAnswer?: (body: Buffer) => void
}

const DEFAULTS = { connectTimeoutMs: 5_000, timeoutMs: 30_000, maxResponseBytes: 64 * 1024 * 1024, connections: 8 }

/** SOAP 1.2 over HTTPS with mutual TLS (1.2 or better). One client keeps its connections; close it at the end. */
export class SoapClient {
  private readonly options: Required<Omit<SoapClientOptions, 'tls'>>
  private readonly dispatcher: Dispatcher

  constructor({ tls, ...options }: SoapClientOptions = {}) {
    this.options = { ...DEFAULTS, ...options }
    this.dispatcher = new Agent({
      connections: this.options.connections,
      connect: { timeout: this.options.connectTimeoutMs, minVersion: 'TLSv1.2', ...connectOptions(tls) },
    })
  }

  /**
   * Sends one request and reads its answer.
   *
   * @throws SoapFault when the service answers with a fault; SoapError or XmlError when there is no answer to read
   */
  async call(call: SoapCall): Promise<SoapMessage> {
    const { contentType, body } =
      call.attachments === undefined
        ? {
            contentType: `application/soap+xml; charset=utf-8; action="${call.action}"`,
            body: Buffer.from(call.envelope, 'utf8'),
          }
        : buildMtom(call.envelope, call.attachments, call.action)
    const answer = await this.exchange(call, contentType, body)
    call.onAnswer?.(answer.body)
    const message = readAnswer(answer)
    if (message.envelope.fault !== undefined) throw message.envelope.fault
    if (answer.status !== 200) throw httpStatus(answer.status)
    return message
  }

  /** Ends the connections once the exchanges under way are over. */
  async close(): Promise<void> {
    await this.dispatcher.close()
  }

  private async exchange({ url, timeoutMs }: SoapCall, contentType: string, body: Buffer): Promise<Answer> {
    try {
      const response = await request(url, {
        method: 'POST',
        headers: { 'content-type': contentType, accept: 'application/soap+xml, multipart/related' },
        body,
        dispatcher: this.dispatcher,
        signal: AbortSignal.timeout(timeoutMs ?? this.options.timeoutMs),
      })
      const type = response.headers['content-type']
      return {
        status: response.statusCode,
        contentType: (Array.isArray(type) ? type[0] : type) ?? '',
        body: await this.readBody(response.body),
      }
    } catch (error) {
      throw error instanceof SoapError ? error : transportError(error, new URL(url).host)
    }
  }

  private async readBody(body: AsyncIterable<Buffer>): Promise<Buffer> {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body) {
      size += chunk.length
      if (size > this.options.maxResponseBytes)
        throw new SoapError('SOAP.TOO_LARGE', 'La réponse du service est trop volumineuse.', 'unknown')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }
}

interface Answer {
  status: number
  contentType: string
  body: Buffer
}

/** A fault comes with status 400 or 500; a status of error without an envelope is the network's or a gateway's. */
function readAnswer({ status, contentType, body }: Answer): SoapMessage {
  try {
    return readSoapMessage(contentType, body)
  } catch (error) {
    throw status === 200 ? error : httpStatus(status)
  }
}

function httpStatus(status: number): SoapError {
  return new SoapError('SOAP.HTTP_STATUS', `Le service a répondu par une erreur HTTP ${status}.`, 'unknown', { status })
}

function connectOptions(tls: ClientTls | undefined): Record<string, unknown> {
  if (tls === undefined) return {}
  return {
    key: tls.key,
    cert: tls.certificate,
    ...(tls.passphrase === undefined ? {} : { passphrase: tls.passphrase }),
    ...(tls.authorities === undefined ? {} : { ca: [...tls.authorities] }),
    ...(tls.serverName === undefined ? {} : { servername: tls.serverName }),
    ...(tls.ciphers === undefined ? {} : { ciphers: tls.ciphers }),
  }
}

import { createServer, type Server } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { buildEnvelope, buildFault, readSoapMessage, type FaultContent, type SoapMessage } from '@anamnese/interop-soap'
import { ArmedFailures, type Failure } from './failures'
import { readRawRequest, type RawRequest } from './raw-request'

export interface ServiceTls {
  key: string
  cert: string
  /** authorities of the client certificates (PEM) */
  clientCa: string
  /** revocation lists (PEM): a revoked client is refused */
  crl?: readonly string[]
}

/** One SOAP request, read, with the certificate of the TLS client. */
export interface ServiceCall {
  service: string
  message: SoapMessage
  request: RawRequest
  client: X509Certificate
}

/** What to answer: the body of the envelope, and the address that says what it is. */
export interface ServiceAnswer {
  action: string
  body: string
}

/** Refuses a call with a SOAP fault. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall'

  constructor(readonly fault: FaultContent) {
    super(fault.reason)
  }
}

export interface SoapServiceOptions {
  tls: ServiceTls
  host?: string
  port?: number
  /** path of the services; the last part of an address is the name of the service */
  basePath: string
  handle(call: ServiceCall): Promise<ServiceAnswer>
  /** the answer of an armed `fault` or `registry` failure */
  fail(failure: Failure): ServiceAnswer
  log?: (line: string) => void
  maxBytes?: number
}

/** A SOAP service over HTTPS with mutual TLS that can be told to fail, stopped and started again on the same port. */
export class SoapService {
  readonly failures = new ArmedFailures()
  private server: Server | undefined
  private port: number

  constructor(private readonly options: SoapServiceOptions) {
    this.port = options.port ?? 0
  }

  get url(): string {
    return `https://localhost:${this.port}${this.options.basePath}`
  }

  get listening(): boolean {
    return this.server !== undefined
  }

  async start(): Promise<void> {
    if (this.server !== undefined) return
    const { key, cert, clientCa, crl } = this.options.tls
    const server = createServer(
      {
        key,
        cert,
        ca: clientCa,
        ...(crl === undefined ? {} : { crl: [...crl] }),
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
      },
      (request, response) => {
        void this.exchange(request, response)
      },
    )
    server.on('tlsClientError', (error) => {
      this.options.log?.(`connexion refusée : ${error.message}`)
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.port, this.options.host ?? '127.0.0.1', resolve)
    })
    this.server = server
    this.port = (server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    const server = this.server
    if (server === undefined) return
    this.server = undefined
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }

  private async exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const raw = await readRawRequest(request, this.options.maxBytes ?? 128 * 1024 * 1024)
      await this.answer(raw, request, response)
    } catch (error) {
      this.options.log?.(`erreur : ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
      response.destroy()
    }
  }

  private async answer(raw: RawRequest, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const service = serviceOf(raw.path, this.options.basePath)
    if (request.method !== 'POST' || service === undefined) {
      response.writeHead(404).end()
      return
    }
    const failure = this.failures.next(service)
    if (failure !== undefined && this.interrupted(failure, response)) return
    if (failure?.kind === 'slow') await wait(failure.delayMs ?? 1_000)
    if (failure?.kind === 'fault' || failure?.kind === 'registry') {
      this.reply(response, this.options.fail(failure), undefined, failure.kind === 'fault')
      return
    }
    const message = readMessage(raw)
    if (message === undefined) {
      this.reply(response, faultAnswer({ code: 'Sender', reason: 'Message SOAP illisible.' }), undefined, true)
      return
    }
    const client = (request.socket as TLSSocket).getPeerCertificate(true).raw
    const outcome = await this.handled({ service, message, request: raw, client: new X509Certificate(client) })
    if (failure?.kind === 'lost-answer') response.destroy()
    else this.reply(response, outcome.answer, message.envelope.messageId, outcome.isFault)
  }

  private interrupted(failure: Failure, response: ServerResponse): boolean {
    if (failure.kind === 'cut') response.destroy()
    if (failure.kind === 'http') response.writeHead(failure.status ?? 503).end()
    return ['cut', 'http', 'silent'].includes(failure.kind)
  }

  private async handled(call: ServiceCall): Promise<{ answer: ServiceAnswer; isFault: boolean }> {
    try {
      return { answer: await this.options.handle(call), isFault: false }
    } catch (error) {
      if (!(error instanceof RefusedCall)) {
        this.options.log?.(`erreur : ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
        return { answer: faultAnswer({ code: 'Receiver', reason: 'Erreur interne du service.' }), isFault: true }
      }
      this.options.log?.(`${call.service} : ${error.message}`)
      return { answer: faultAnswer(error.fault), isFault: true }
    }
  }

  private reply(
    response: ServerResponse,
    { action, body }: ServiceAnswer,
    relatesTo: string | undefined,
    isFault: boolean,
  ): void {
    const envelope = buildEnvelope({ action, ...(relatesTo === undefined ? {} : { relatesTo }) }, body)
    const contentType = `application/soap+xml; charset=utf-8; action="${action}"`
    response.writeHead(isFault ? 500 : 200, { 'content-type': contentType }).end(envelope)
  }
}

/** The answer that carries a SOAP fault. */
export function faultAnswer(fault: FaultContent): ServiceAnswer {
  return { action: 'http://www.w3.org/2005/08/addressing/soap/fault', body: buildFault(fault) }
}

function readMessage({ contentType, body }: RawRequest): SoapMessage | undefined {
  try {
    return readSoapMessage(contentType, body)
  } catch {
    // Whatever is wrong with it, the client is told that its message cannot be read.
    return undefined
  }
}

function serviceOf(path: string, basePath: string): string | undefined {
  const [pathname = ''] = path.split('?')
  if (pathname === basePath) return ''
  if (!pathname.startsWith(`${basePath}/`)) return undefined
  return pathname.slice(basePath.length + 1)
}

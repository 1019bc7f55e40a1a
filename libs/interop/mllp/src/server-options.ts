import type { SecureVersion } from 'node:tls'
import type { MllpError } from './errors'

/** Who is at the other end. */
export interface MllpPeer {
  address: string
  port: number
  /** of the client certificate, when one was presented and verified */
  certificate?: { commonName: string; fingerprint256: string }
}

/**
 * Gives the answer to one message. It is sent after the promise is fulfilled; when it is rejected, the connection is closed unanswered.
 * `answer` sends one before (accept acknowledgement of the enhanced mode); `undefined` sends nothing at the end.
 */
export type MllpHandler = (
  message: Buffer,
  peer: MllpPeer,
  answer: (early: Buffer) => void,
) => Promise<Buffer | undefined>

export interface MllpServerTls {
  key: string | Buffer
  cert: string | Buffer
  /** authorities of the clients; with it, a client certificate is required */
  clientCa?: string | Buffer | (string | Buffer)[]
  crl?: string | Buffer | (string | Buffer)[]
  minVersion?: SecureVersion
}

export interface MllpServerOptions {
  host?: string
  /** 0 lets the system choose */
  port: number
  handler: MllpHandler
  tls?: MllpServerTls
  /** default 64 MiB */
  maxFrameSize?: number
  /** default 200 */
  maxConnections?: number
  /** a connection silent for longer is closed; 0: never. Default one hour */
  idleTimeoutMs?: number
  /** a frame begun must be complete within it. Default one minute */
  frameTimeoutMs?: number
  /** default `refuse` */
  garbage?: 'refuse' | 'skip'
  onEvent?: (event: MllpServerEvent) => void
}

export type MllpServerEvent =
  | { type: 'connected' | 'disconnected'; peer: MllpPeer }
  /** the connection was closed because of what it sent or did not send */
  | { type: 'refused'; peer: MllpPeer; error: MllpError }
  | { type: 'handler-failed'; peer: MllpPeer; error: unknown }
  | { type: 'connection-error'; peer: MllpPeer | undefined; error: Error }

import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import { MllpConnection } from './connection'
import { MllpError } from './errors'
import type { MllpServerOptions } from './server-options'

const DEFAULTS = {
  maxFrameSize: 64 * 1024 * 1024,
  maxConnections: 200,
  idleTimeoutMs: 3_600_000,
  frameTimeoutMs: 60_000,
  garbage: 'refuse' as const,
  onEvent: () => undefined,
}

/** An MLLP door, over TCP or TLS (client certificate required when `tls.clientCa` is given). */
export class MllpServer {
  private readonly connections = new Set<MllpConnection>()
  private server: net.Server | undefined
  private closing = false

  constructor(private readonly options: MllpServerOptions) {}

  /** Starts listening. Rejects with `MLLP.UNREACHABLE` when the port cannot be taken. */
  async listen(): Promise<{ host: string; port: number }> {
    const server = this.create()
    this.server = server
    server.maxConnections = this.options.maxConnections ?? DEFAULTS.maxConnections
    await new Promise<void>((resolve, reject) => {
      const failed = (cause: Error) => {
        const message = `Le port MLLP ${this.options.port} ne peut pas être ouvert : ${cause.message}.`
        reject(new MllpError('MLLP.UNREACHABLE', message, { cause }))
      }
      server.once('error', failed)
      server.listen(this.options.port, this.options.host ?? '127.0.0.1', () => {
        server.off('error', failed)
        server.on('error', (error) => {
          this.tell({ type: 'connection-error', peer: undefined, error })
        })
        resolve()
      })
    })
    const address = server.address() as AddressInfo
    return { host: address.address, port: address.port }
  }

  get connectionCount(): number {
    return this.connections.size
  }

  /** Stops accepting, lets the messages being handled be answered, at most `timeoutMs`, then ends every connection. */
  async close(timeoutMs = 10_000): Promise<void> {
    const { server } = this
    if (!server || this.closing) return
    this.closing = true
    const closed = new Promise<void>((resolve) => {
      server.close(() => {
        resolve()
      })
    })
    const late = setTimeout(() => {
      for (const connection of this.connections) connection.destroy()
    }, timeoutMs)
    await Promise.all([...this.connections].map((connection) => connection.drain()))
    // A partner that does not end its side would keep the server open.
    const half = setTimeout(() => {
      for (const connection of this.connections) connection.destroy()
    }, 200)
    await closed
    clearTimeout(late)
    clearTimeout(half)
    this.connections.clear()
  }

  private create(): net.Server {
    const accept = (socket: net.Socket) => {
      this.accept(socket)
    }
    const { tls: secure } = this.options
    if (!secure) return net.createServer({ allowHalfOpen: false }, accept)
    const server = tls.createServer(
      {
        key: secure.key,
        cert: secure.cert,
        minVersion: secure.minVersion ?? 'TLSv1.2',
        ...(secure.clientCa ? { ca: secure.clientCa, requestCert: true, rejectUnauthorized: true } : {}),
        ...(secure.crl ? { crl: secure.crl } : {}),
        handshakeTimeout: 10_000,
      },
      accept,
    )
    server.on('tlsClientError', (error) => {
      this.tell({ type: 'connection-error', peer: undefined, error })
    })
    return server
  }

  private accept(socket: net.Socket): void {
    const connection = new MllpConnection(socket, { ...DEFAULTS, ...this.options })
    this.connections.add(connection)
    this.tell({ type: 'connected', peer: connection.peer })
    socket.once('close', () => {
      this.connections.delete(connection)
      this.tell({ type: 'disconnected', peer: connection.peer })
    })
  }

  private tell(event: Parameters<NonNullable<MllpServerOptions['onEvent']>>[0]): void {
    this.options.onEvent?.(event)
  }
}

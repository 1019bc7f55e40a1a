import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'

const CONNECT_MS = 10_000

export interface SyslogTarget {
  /** tcp://host:port or tls://host:port */
  url: string
  ca?: string | undefined
  cert?: string | undefined
  key?: string | undefined
}

/** A connection to a syslog server (RFC 6587 over TCP, RFC 5425 over TLS). Opened when there is something to send. */
export class SyslogConnection {
  private socket: net.Socket | undefined

  constructor(private readonly target: SyslogTarget) {}

  /**
   * Writes frames in order. Kept when the network took them: syslog over TCP has no acknowledgement of its own.
   * @throws when the server cannot be reached or the connection breaks
   */
  async send(frames: Buffer[]): Promise<void> {
    const socket = await this.connected()
    await new Promise<void>((resolve, reject) => {
      const broken = (): void => {
        reject(new Error('the connection to the syslog server is closed'))
      }
      socket.once('close', broken)
      socket.write(Buffer.concat(frames), (error) => {
        socket.off('close', broken)
        if (error instanceof Error) reject(error)
        else resolve()
      })
    })
  }

  close(): void {
    this.socket?.destroy()
    this.socket = undefined
  }

  private async connected(): Promise<net.Socket> {
    if (this.socket !== undefined && !this.socket.destroyed && this.socket.writable) return this.socket
    const { protocol, hostname, port } = new URL(this.target.url)
    const host = hostname.replace(/^\[|\]$/g, '')
    const secure = protocol === 'tls:'
    const { ca, cert, key } = this.target
    const socket = secure
      ? tls.connect({
          host,
          port: Number(port),
          minVersion: 'TLSv1.2',
          ...(net.isIP(host) === 0 ? { servername: host } : {}),
          ...(ca === undefined ? {} : { ca }),
          ...(cert === undefined ? {} : { cert }),
          ...(key === undefined ? {} : { key }),
        })
      : net.connect({ host, port: Number(port) })
    socket.setKeepAlive(true, 10_000)
    // The server never speaks; reading is how its end of the connection is seen.
    socket.resume()
    socket.on('end', () => socket.destroy())
    try {
      await once(socket, secure ? 'secureConnect' : 'connect', { signal: AbortSignal.timeout(CONNECT_MS) })
    } catch (error) {
      socket.destroy()
      throw error
    }
    // Errors after this are seen by the next write, through the closed connection.
    socket.on('error', () => socket.destroy())
    this.socket = socket
    return socket
  }
}

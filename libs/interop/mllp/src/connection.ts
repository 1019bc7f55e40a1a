import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { MllpError } from './errors'
import { Deframer, frame } from './frame'
import type { MllpPeer, MllpServerOptions } from './server-options'

type Options = Required<Omit<MllpServerOptions, 'host' | 'port' | 'tls' | 'maxConnections'>>

/** One client of the server: its frames are handled one at a time, in order, and reading waits while one is handled. */
export class MllpConnection {
  readonly peer: MllpPeer
  private readonly deframer: Deframer
  private readonly waiting: Buffer[] = []
  private handling: Promise<void> | undefined
  private frameTimer: NodeJS.Timeout | undefined
  private draining = false

  constructor(
    private readonly socket: Socket,
    private readonly options: Options,
  ) {
    this.peer = peerOf(socket)
    this.deframer = new Deframer({ maxFrameSize: options.maxFrameSize, garbage: options.garbage })
    socket.setKeepAlive(true, 60_000)
    socket.setNoDelay(true)
    socket.setTimeout(options.idleTimeoutMs, () => {
      this.onSilence()
    })
    socket.on('data', (bytes: Buffer) => {
      this.onBytes(bytes)
    })
    socket.on('error', (error) => {
      options.onEvent({ type: 'connection-error', peer: this.peer, error })
    })
    socket.on('close', () => {
      clearTimeout(this.frameTimer)
      this.waiting.length = 0
    })
  }

  /** Answers the message being handled, drops those that were not begun (their sender, unanswered, sends them again), and ends. */
  async drain(): Promise<void> {
    this.draining = true
    this.waiting.length = 0
    await this.handling
    this.socket.end()
  }

  destroy(): void {
    this.socket.destroy()
  }

  private onBytes(bytes: Buffer): void {
    if (this.draining) return
    try {
      this.waiting.push(...this.deframer.push(bytes))
    } catch (error) {
      this.refuse(error instanceof MllpError ? error : new MllpError('MLLP.BAD_FRAME', String(error)))
      return
    }
    this.watchFrame()
    if (this.waiting.length > 0) {
      this.socket.pause()
      this.handling ??= this.handleAll().finally(() => {
        this.handling = undefined
      })
    }
  }

  private async handleAll(): Promise<void> {
    for (let message = this.waiting.shift(); message; message = this.waiting.shift()) {
      try {
        const last = await this.options.handler(message, this.peer, (early) => {
          this.answer(early)
        })
        if (last) this.answer(last)
      } catch (error) {
        this.options.onEvent({ type: 'handler-failed', peer: this.peer, error })
        this.socket.destroy()
        return
      }
    }
    this.socket.resume()
  }

  private answer(bytes: Buffer): void {
    if (this.socket.writable) this.socket.write(frame(bytes))
  }

  /** A sender that trickles its bytes must not hold a connection for ever. */
  private watchFrame(): void {
    if (!this.deframer.isInsideFrame) {
      clearTimeout(this.frameTimer)
      this.frameTimer = undefined
    } else {
      this.frameTimer ??= setTimeout(() => {
        this.frameTimer = undefined
        // Reading is paused while a message is handled: the sender is not the slow one.
        if (this.handling) this.watchFrame()
        else this.refuse(new MllpError('MLLP.TIMEOUT', 'Trame MLLP commencée et jamais terminée.'))
      }, this.options.frameTimeoutMs).unref()
    }
  }

  private onSilence(): void {
    if (this.handling) return
    this.refuse(new MllpError('MLLP.TIMEOUT', 'Connexion MLLP silencieuse depuis trop longtemps.'))
  }

  private refuse(error: MllpError): void {
    this.options.onEvent({ type: 'refused', peer: this.peer, error })
    this.socket.destroy()
  }
}

function peerOf(socket: Socket): MllpPeer {
  const peer: MllpPeer = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }
  if (!(socket instanceof TLSSocket) || !socket.authorized) return peer
  const certificate = socket.getPeerCertificate()
  // An empty object when none was presented.
  const subject = (certificate as Partial<typeof certificate>).subject
  if (!subject) return peer
  const commonName = Array.isArray(subject.CN) ? subject.CN.join(',') : subject.CN
  return { ...peer, certificate: { commonName: commonName ?? '', fingerprint256: certificate.fingerprint256 } }
}

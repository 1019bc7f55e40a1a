import net from 'node:net'
import tls, { type SecureVersion } from 'node:tls'
import { MllpError } from './errors'
import { Deframer, frame } from './frame'

export interface MllpClientTls {
  /** authorities of the server */
  ca?: string | Buffer | (string | Buffer)[]
  key?: string | Buffer
  cert?: string | Buffer
  crl?: string | Buffer | (string | Buffer)[]
  servername?: string
  minVersion?: SecureVersion
}

export interface MllpClientOptions {
  host: string
  port: number
  tls?: MllpClientTls
  /** default 10 s */
  connectTimeoutMs?: number
  /** from the last byte sent to the answer. Default 30 s */
  answerTimeoutMs?: number
  /** of an answer. Default 1 MiB */
  maxFrameSize?: number
}

interface Pending {
  answered: (answer: Buffer) => void
  reject: (error: MllpError) => void
}

/** Takes an answer, and tells whether another one to the same message follows it. It may keep it first. */
export type OnAnswer = (answer: Buffer) => 'last' | 'more'

/**
 * An MLLP link: one connection, kept open, made again when needed; one message on its way at a time, the others wait in order. A
 * message that failed is not sent again here: only who sends knows whether it may be (same MSH-10).
 */
export class MllpClient {
  private socket: net.Socket | undefined
  private pending: Pending | undefined
  private deframer: Deframer
  private tail: Promise<unknown> = Promise.resolve()
  private closed = false

  constructor(private readonly options: MllpClientOptions) {
    this.deframer = this.newDeframer()
  }

  get isConnected(): boolean {
    return this.socket !== undefined
  }

  /** Makes the connection when there is none, without sending anything. Rejects with `MLLP.UNREACHABLE`. */
  async open(): Promise<void> {
    const turn = this.tail.then(async () => {
      if (this.closed) throw new MllpError('MLLP.CLOSED', 'La liaison MLLP a été fermée.')
      if (!this.socket) await this.connect()
    })
    this.tail = turn.catch(() => undefined)
    return turn
  }

  /**
   * Sends one message and gives the payload of its answer. Rejects with {@link MllpError}.
   * With `onAnswer`, a message may have several answers (enhanced acknowledgement): the last one is given, and the time allowed starts
   * again at each of them.
   */
  async send(message: Buffer, onAnswer: OnAnswer = () => 'last'): Promise<Buffer> {
    const bytes = frame(message)
    const turn = this.tail.then(() => this.exchange(bytes, onAnswer))
    this.tail = turn.catch(() => undefined)
    return turn
  }

  /** Sends one message that nothing answers (enhanced mode, both conditions `NE`), once it is handed to the system. */
  async post(message: Buffer): Promise<void> {
    const bytes = frame(message)
    const turn = this.tail.then(async () => {
      if (this.closed) throw new MllpError('MLLP.CLOSED', 'La liaison MLLP a été fermée.')
      const socket = this.socket ?? (await this.connect())
      await new Promise<void>((resolve, reject) => {
        socket.write(bytes, (error) => {
          if (!error) resolve()
          else reject(new MllpError('MLLP.CLOSED', `La liaison avec ${this.name} a été coupée.`, { cause: error }))
        })
      })
    })
    this.tail = turn.catch(() => undefined)
    return turn
  }

  /** Ends the connection; a message on its way fails with `MLLP.CLOSED`. */
  close(): void {
    this.closed = true
    this.drop(new MllpError('MLLP.CLOSED', 'La liaison MLLP a été fermée.'))
  }

  private async exchange(bytes: Buffer, onAnswer: OnAnswer): Promise<Buffer> {
    if (this.closed) throw new MllpError('MLLP.CLOSED', 'La liaison MLLP a été fermée.')
    const socket = this.socket ?? (await this.connect())
    return new Promise<Buffer>((resolve, reject) => {
      const timer = setTimeout(() => {
        // The connection goes too: a late answer would be taken for that of the next message.
        this.drop(new MllpError('MLLP.TIMEOUT', `Aucune réponse de ${this.name} dans le délai prévu.`))
      }, this.options.answerTimeoutMs ?? 30_000)
      const settle = (): void => {
        clearTimeout(timer)
        this.pending = undefined
      }
      this.pending = {
        answered: (answer) => {
          if (onAnswer(answer) === 'more') {
            timer.refresh()
            return
          }
          settle()
          resolve(answer)
        },
        reject: (error) => {
          settle()
          reject(error)
        },
      }
      socket.write(bytes)
    })
  }

  private async connect(): Promise<net.Socket> {
    const { host, port, tls: secure } = this.options
    const socket = secure
      ? tls.connect({ host, port, minVersion: 'TLSv1.2', ...secure, ...(net.isIP(host) ? {} : { servername: host }) })
      : net.connect({ host, port })
    await this.established(socket, secure ? 'secureConnect' : 'connect')
    if (this.closed) {
      socket.destroy()
      throw new MllpError('MLLP.CLOSED', 'La liaison MLLP a été fermée.')
    }
    this.keep(socket)
    return socket
  }

  private async established(socket: net.Socket, event: 'connect' | 'secureConnect'): Promise<void> {
    let failure: Error | undefined
    const onError = (cause: Error): void => {
      failure = cause
    }
    socket.on('error', onError)
    const timer = setTimeout(() => {
      socket.destroy(new Error('délai de connexion dépassé'))
    }, this.options.connectTimeoutMs ?? 10_000)
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once('close', () => {
          const reason = failure ? ` : ${failure.message}` : ''
          const message = `${this.name} est injoignable${reason}.`
          reject(new MllpError('MLLP.UNREACHABLE', message, { cause: failure }))
        })
        socket.once(event, resolve)
      })
    } finally {
      clearTimeout(timer)
      socket.off('error', onError)
    }
  }

  private keep(socket: net.Socket): void {
    this.socket = socket
    this.deframer = this.newDeframer()
    socket.setKeepAlive(true, 60_000)
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => {
      if (this.socket === socket) this.onBytes(bytes)
    })
    socket.on('error', (cause) => {
      const message = `La liaison avec ${this.name} a été coupée : ${cause.message}.`
      if (this.socket === socket) this.drop(new MllpError('MLLP.CLOSED', message, { cause }))
    })
    socket.on('close', () => {
      const message = `${this.name} a fermé la liaison sans répondre.`
      if (this.socket === socket) this.drop(new MllpError('MLLP.CLOSED', message))
    })
  }

  private onBytes(bytes: Buffer): void {
    try {
      for (const answer of this.deframer.push(bytes)) {
        if (!this.pending) throw new MllpError('MLLP.BAD_FRAME', `${this.name} a répondu sans être interrogé.`)
        this.pending.answered(answer)
      }
    } catch (error) {
      this.drop(error instanceof MllpError ? error : new MllpError('MLLP.BAD_FRAME', String(error)))
    }
  }

  private drop(error: MllpError): void {
    const { socket } = this
    this.socket = undefined
    socket?.destroy()
    this.pending?.reject(error)
  }

  private newDeframer(): Deframer {
    return new Deframer({ maxFrameSize: this.options.maxFrameSize ?? 1024 * 1024, garbage: 'refuse' })
  }

  private get name(): string {
    return `${this.options.host}:${this.options.port}`
  }
}

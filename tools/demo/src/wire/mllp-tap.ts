import net from 'node:net'

export interface Exchange {
  message: Buffer
  answer: Buffer
}

const START = 0x0b
const END = Buffer.from([0x1c, 0x0d])
const KEPT = 50
const LARGEST = 64 * 1024 * 1024

/** Cuts a stream into MLLP frames without touching what passes. */
class Frames {
  private buffer: Buffer = Buffer.alloc(0)

  constructor(private readonly onFrame: (payload: Buffer) => void) {}

  add(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk])
    if (this.buffer.length > LARGEST) this.buffer = Buffer.alloc(0)
    for (;;) {
      const start = this.buffer.indexOf(START)
      const end = this.buffer.indexOf(END, Math.max(start, 0))
      if (start < 0 || end < 0) return
      this.onFrame(this.buffer.subarray(start + 1, end))
      this.buffer = this.buffer.subarray(end + END.length)
    }
  }
}

/** A relay between a sender and an MLLP listener, which keeps the last exchanges byte for byte. */
export class MllpTap {
  private server: net.Server | undefined
  private readonly sockets = new Set<net.Socket>()
  private readonly kept: Exchange[] = []

  /** Relays to 127.0.0.1:`target`; resolves with the port to send to. */
  async listen(target: number): Promise<number> {
    const server = net.createServer((sender) => {
      this.relay(sender, net.connect(target, '127.0.0.1'))
    })
    this.server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', resolve)
    })
    return (server.address() as net.AddressInfo).port
  }

  /** The last exchange whose message contains `text`. */
  find(text: string): Exchange | undefined {
    return this.kept.findLast(({ message }) => message.includes(text))
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise<void>((resolve) => {
      if (this.server)
        this.server.close(() => {
          resolve()
        })
      else resolve()
    })
  }

  private relay(sender: net.Socket, listener: net.Socket): void {
    const waiting: Buffer[] = []
    const messages = new Frames((message) => waiting.push(Buffer.from(message)))
    const answers = new Frames((answer) => {
      const message = waiting.shift()
      if (message) this.kept.push({ message, answer: Buffer.from(answer) })
      if (this.kept.length > KEPT) this.kept.shift()
    })
    sender.on('data', (chunk: Buffer) => {
      messages.add(chunk)
    })
    listener.on('data', (chunk: Buffer) => {
      answers.add(chunk)
    })
    sender.pipe(listener)
    listener.pipe(sender)
    // The end of one side is the end of the other: the sender must see an outage as if nobody stood between.
    for (const [socket, other] of [
      [sender, listener],
      [listener, sender],
    ] as const) {
      this.sockets.add(socket)
      socket.on('error', () => other.destroy())
      socket.on('close', () => {
        this.sockets.delete(socket)
        other.destroy()
      })
    }
  }
}

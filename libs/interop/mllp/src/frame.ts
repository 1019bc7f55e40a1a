import { MllpError } from './errors'

export const START = 0x0b
export const END = 0x1c
export const CARRIAGE_RETURN = 0x0d

/** `0x0B payload 0x1C 0x0D`. The payload may not hold these start and end bytes: `MLLP.BAD_FRAME`. */
export function frame(payload: Buffer): Buffer {
  if (payload.includes(START) || payload.includes(END)) {
    throw new MllpError('MLLP.BAD_FRAME', 'Le message contient un octet réservé au tramage MLLP.')
  }
  return Buffer.concat([Buffer.of(START), payload, Buffer.of(END, CARRIAGE_RETURN)])
}

export interface DeframerOptions {
  /** payload bytes of one frame at most */
  maxFrameSize: number
  /** bytes between frames other than blanks: refused, or skipped */
  garbage: 'refuse' | 'skip'
}

/**
 * Cuts a stream of bytes into payloads. Bytes of a frame are kept in the chunks that they came in and joined once, so that a 20 MB
 * document costs twice its size, whatever the chunks.
 */
export class Deframer {
  private chunks: Buffer[] = []
  private size = 0
  private state: 'between' | 'payload' | 'ending' = 'between'

  constructor(private readonly options: DeframerOptions) {}

  /** A frame has begun and is not complete. */
  get isInsideFrame(): boolean {
    return this.state !== 'between'
  }

  /** The payloads completed by these bytes, in order. Throws `MLLP.BAD_FRAME`: the stream is then lost, close it. */
  push(bytes: Buffer): Buffer[] {
    const frames: Buffer[] = []
    let at = 0
    while (at < bytes.length) {
      if (this.state === 'between') at = this.skipToStart(bytes, at)
      else if (this.state === 'payload') at = this.takePayload(bytes, at)
      else {
        if (bytes[at] !== CARRIAGE_RETURN) {
          throw new MllpError('MLLP.BAD_FRAME', 'Trame MLLP mal terminée : 0x1C n’est pas suivi de 0x0D.')
        }
        at++
        frames.push(this.chunks.length === 1 && this.chunks[0] ? this.chunks[0] : Buffer.concat(this.chunks, this.size))
        this.chunks = []
        this.size = 0
        this.state = 'between'
      }
    }
    return frames
  }

  private skipToStart(bytes: Buffer, from: number): number {
    const start = bytes.indexOf(START, from)
    const between = bytes.subarray(from, start < 0 ? bytes.length : start)
    if (this.options.garbage === 'refuse' && between.some((byte) => !BLANKS.has(byte))) {
      throw new MllpError('MLLP.BAD_FRAME', 'Octets reçus hors d’une trame MLLP.')
    }
    if (start < 0) return bytes.length
    this.state = 'payload'
    return start + 1
  }

  private takePayload(bytes: Buffer, from: number): number {
    const end = bytes.indexOf(END, from)
    const part = bytes.subarray(from, end < 0 ? bytes.length : end)
    if (part.includes(START)) {
      throw new MllpError('MLLP.BAD_FRAME', 'Une trame MLLP commence avant la fin de la précédente.')
    }
    this.size += part.length
    if (this.size > this.options.maxFrameSize) {
      throw new MllpError('MLLP.BAD_FRAME', `Trame MLLP de plus de ${this.options.maxFrameSize} octets.`)
    }
    if (part.length > 0) this.chunks.push(part)
    if (end < 0) return bytes.length
    this.state = 'ending'
    return end + 1
  }
}

/** Some senders end a frame with more than one end of line. */
const BLANKS: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x20])

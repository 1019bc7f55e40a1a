import { charsetOf, CHARSET_UTF8, decodeBytes } from './charset'
import { type Delimiters, readDelimiters } from './delimiters'
import { Hl7Error } from './errors'
import type { Hl7Context } from './field'
import { checkParts, checkSegmentCount, checkSize, DEFAULT_LIMITS, type Hl7Limits } from './limits'
import { parsePath } from './path'
import { Hl7Segment } from './segment'

/** An HL7 v2 message in ER7, read lazily. Immutable. */
export class Hl7Message {
  private constructor(
    readonly segments: readonly Hl7Segment[],
    readonly delimiters: Delimiters,
    /** MSH-18 as received; `''` when absent */
    readonly charset: string,
  ) {}

  /**
   * Reads bytes (decoded by MSH-18, ISO-8859-15 when it is empty) or text. Segments end with CR, LF or CRLF; blank lines are
   * ignored. Throws {@link Hl7Error}.
   */
  static parse(source: Buffer | string, limits: Partial<Hl7Limits> = {}): Hl7Message {
    const bounds = { ...DEFAULT_LIMITS, ...limits }
    checkSize(source.length, bounds)
    const charset = typeof source === 'string' ? undefined : charsetOf(source)
    const text = typeof source === 'string' ? source : decodeBytes(source, charset ?? '')
    const body = text.startsWith('\uFEFF') ? text.slice(1) : text
    const delimiters = readDelimiters(body.trimStart())
    const lines = body.split(/[\r\n]+/).filter((line) => line.trim() !== '')
    checkSegmentCount(lines.length, bounds)
    const declared = charset ?? charsetOf(Buffer.from((lines[0] ?? '').trimStart(), 'utf8'))
    const context: Hl7Context = { delimiters, decode: (bytes) => decodeEscaped(bytes, declared) }
    const ranks = new Map<string, number>()
    const segments = lines.map((line, position) => {
      const raw = position === 0 ? line.trimStart() : line
      const name = segmentName(raw, position, delimiters)
      checkParts(name, raw, delimiters, bounds)
      const index = (ranks.get(name) ?? 0) + 1
      ranks.set(name, index)
      return new Hl7Segment(name, raw, position, index, context)
    })
    return new Hl7Message(segments, delimiters, declared)
  }

  /** Every segment of a name, in order. */
  all(name: string): Hl7Segment[] {
    return this.segments.filter((segment) => segment.name === name)
  }

  first(name: string): Hl7Segment | undefined {
    return this.segments.find((segment) => segment.name === name)
  }

  get msh(): Hl7Segment {
    const msh = this.segments[0]
    if (!msh) throw new Hl7Error('HL7.NO_MSH', 'Le message est vide.')
    return msh
  }

  /**
   * Decoded text at a path such as `PID-3(2).4.2` or `OBX(2)-5.5`; what the path leaves out is the first one. `undefined` when
   * absent, empty or `""` (see {@link patch} to tell them apart). Throws `HL7.BAD_PATH`.
   */
  get(path: string): string | undefined {
    return this.patch(path) ?? undefined
  }

  /** `undefined`: nothing sent, no change; `null`: `""` sent, delete; text: the new value. */
  patch(path: string): string | null | undefined {
    const { segment, segmentIndex, field, repetition, component, subcomponent } = parsePath(path)
    if (field === undefined) throw new Hl7Error('HL7.BAD_PATH', `Le chemin « ${path} » ne désigne pas un champ.`)
    const found = this.segments.find((one) => one.name === segment && one.index === segmentIndex)
    return found?.patch(field, component, subcomponent, repetition)
  }

  /** MSH-10. */
  get controlId(): string | undefined {
    return this.msh.get(10)
  }

  /** MSH-9: message code, trigger event, structure. */
  get type(): { code: string; event: string; structure: string } {
    const msh = this.msh
    return { code: msh.get(9, 1) ?? '', event: msh.get(9, 2) ?? '', structure: msh.get(9, 3) ?? '' }
  }

  /** The message as ER7 text, segments as received, each ended by CR. */
  toString(): string {
    return this.segments.map((segment) => `${segment.raw}\r`).join('')
  }
}

function segmentName(raw: string, position: number, delimiters: Delimiters): string {
  const name = raw.slice(0, 3)
  const after = raw.charAt(3)
  if (!/^[A-Z][A-Z0-9]{2}$/.test(name) || (after !== '' && after !== delimiters.field)) {
    const message = `La ligne ${position + 1} ne commence pas par un nom de segment suivi de « ${delimiters.field} ».`
    throw new Hl7Error('HL7.BAD_SEGMENT', message, 'MSH')
  }
  if (name === 'MSH' && position > 0) {
    throw new Hl7Error('HL7.BAD_SEGMENT', 'Deux segments MSH : plusieurs messages dans un seul envoi.', 'MSH')
  }
  return name
}

/** Bytes of an `\X…\` escape are in the character set of the message, or in none that is known: then Latin-1. */
function decodeEscaped(bytes: Buffer, charset: string): string {
  try {
    return decodeBytes(bytes, charset)
  } catch (error) {
    if (error instanceof Hl7Error && charset.toUpperCase() === CHARSET_UTF8) return bytes.toString('latin1')
    throw error
  }
}

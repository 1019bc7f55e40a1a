import type { Delimiters } from './delimiters'
import { unescapeValue } from './escape'

export interface Hl7Context {
  delimiters: Delimiters
  decode: (bytes: Buffer) => string
}

/** The value that asks a receiver to delete what it has. */
export const HL7_DELETE = '""'

/** A field, or one repetition of it. */
export class Hl7Field {
  constructor(
    /** as received */
    readonly raw: string,
    private readonly context: Hl7Context,
    private readonly opaque = false,
  ) {}

  /** Nothing but delimiters. `""` is not empty: it is a deletion. */
  get isEmpty(): boolean {
    if (this.raw === '') return true
    if (this.opaque) return false
    const { component, subcomponent, repetition } = this.context.delimiters
    for (const character of this.raw) {
      if (character !== component && character !== subcomponent && character !== repetition) return false
    }
    return true
  }

  /** The whole repetition is `""`. */
  get isDelete(): boolean {
    return this.raw === HL7_DELETE
  }

  repetitions(): Hl7Field[] {
    if (this.opaque || !this.raw.includes(this.context.delimiters.repetition)) return [this]
    return this.raw.split(this.context.delimiters.repetition).map((raw) => new Hl7Field(raw, this.context))
  }

  /** Raw text at a place, still escaped: `''` when absent. */
  rawAt(component: number, subcomponent?: number, repetition = 1): string {
    if (this.opaque) return component === 1 ? this.raw : ''
    const { delimiters } = this.context
    const whole = part(this.raw, delimiters.repetition, repetition)
    const piece = part(whole, delimiters.component, component)
    return subcomponent === undefined ? piece : part(piece, delimiters.subcomponent, subcomponent)
  }

  get(component = 1, subcomponent = 1, repetition = 1): string | undefined {
    return this.patch(component, subcomponent, repetition) ?? undefined
  }

  patch(component = 1, subcomponent = 1, repetition = 1): string | null | undefined {
    const raw = this.rawAt(component, subcomponent, repetition)
    if (raw === '') return undefined
    if (raw === HL7_DELETE) return null
    return this.opaque ? raw : unescapeValue(raw, this.context.delimiters, this.context.decode)
  }

  /** Decoded components from 1 to the last one present, `''` for those that are empty or `""`. */
  components(): string[] {
    const count = this.raw.split(this.context.delimiters.component).length
    return Array.from({ length: count }, (_, index) => this.get(index + 1) ?? '')
  }
}

/** The n-th part of a text, from 1, without cutting what follows it. */
function part(text: string, delimiter: string, number: number): string {
  let start = 0
  for (let n = 1; n < number; n++) {
    const next = text.indexOf(delimiter, start)
    if (next < 0) return ''
    start = next + 1
  }
  const end = text.indexOf(delimiter, start)
  return end < 0 ? text.slice(start) : text.slice(start, end)
}

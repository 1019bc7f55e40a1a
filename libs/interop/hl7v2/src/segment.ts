import type { Delimiters } from './delimiters'
import { Hl7Field, type Hl7Context } from './field'

/** One segment. Fields are cut when first asked for, and kept as slices of the message: a 20 MB OBX-5 is not copied. */
export class Hl7Segment {
  private cut: string[] | undefined

  constructor(
    readonly name: string,
    /** the segment as received, without its terminator */
    readonly raw: string,
    /** position in the message, from 0 */
    readonly position: number,
    /** rank among the segments of the same name, from 1 */
    readonly index: number,
    private readonly context: Hl7Context,
  ) {}

  private get fields(): string[] {
    if (this.cut) return this.cut
    const { field } = this.context.delimiters
    const parts = this.raw.split(field)
    // MSH-1 is the separator itself, so MSH counts one more field than it has separators.
    this.cut = this.name === 'MSH' ? ['MSH', field, ...parts.slice(1)] : parts
    return this.cut
  }

  get delimiters(): Delimiters {
    return this.context.delimiters
  }

  /** Number of the last field present. */
  get fieldCount(): number {
    return this.fields.length - 1
  }

  field(number: number): Hl7Field {
    const opaque = this.name === 'MSH' && number <= 2
    return new Hl7Field(this.fields[number] ?? '', this.context, opaque)
  }

  /** Every repetition of a field that is not empty. */
  repetitions(number: number): Hl7Field[] {
    return this.field(number)
      .repetitions()
      .filter((repetition) => !repetition.isEmpty)
  }

  /** Decoded text, `undefined` when absent, empty or `""`. */
  get(number: number, component = 1, subcomponent = 1, repetition = 1): string | undefined {
    return this.field(number).get(component, subcomponent, repetition)
  }

  /** `undefined`: leave as it is; `null`: delete (`""`); text: replace (HL7 2.5 §2.5.3.1). */
  patch(number: number, component = 1, subcomponent = 1, repetition = 1): string | null | undefined {
    return this.field(number).patch(component, subcomponent, repetition)
  }

  has(number: number): boolean {
    return !this.field(number).isEmpty
  }
}

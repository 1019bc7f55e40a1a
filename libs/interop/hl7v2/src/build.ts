import { type Delimiters, STANDARD_DELIMITERS } from './delimiters'
import { escapeValue } from './escape'
import { HL7_DELETE } from './field'

/** A leaf: text, number, `null` for a deletion (`""`), `undefined` for nothing. */
export type Hl7Scalar = string | number | null | undefined

/** Parts of one level, made by {@link subcomponents}, {@link components} or {@link repetitions}. */
export class Hl7Parts {
  constructor(
    readonly level: 'subcomponent' | 'component' | 'repetition',
    readonly parts: readonly Hl7Value[],
  ) {}
}

export type Hl7Value = Hl7Scalar | Hl7Parts

export const subcomponents = (...parts: Hl7Scalar[]): Hl7Parts => new Hl7Parts('subcomponent', parts)
export const components = (...parts: Hl7Value[]): Hl7Parts => new Hl7Parts('component', parts)
export const repetitions = (...parts: Hl7Value[]): Hl7Parts => new Hl7Parts('repetition', parts)

/** Fields by number, e.g. `{ 1: '1', 3: repetitions(components('000003', …)) }`. */
export type Hl7Fields = Readonly<Record<number, Hl7Value>>

/** Serialises one value: escapes, and no delimiter after the last part that says something. */
export function encodeValue(value: Hl7Value, delimiters: Delimiters = STANDARD_DELIMITERS): string {
  if (value === undefined) return ''
  if (value === null) return HL7_DELETE
  if (!(value instanceof Hl7Parts)) return escapeValue(String(value), delimiters)
  return join(
    value.parts.map((part) => encodeValue(part, delimiters)),
    delimiters[value.level],
  )
}

/** One segment as ER7 text, without its terminator. For MSH, fields 1 and 2 are written by this function. */
export function encodeSegment(name: string, fields: Hl7Fields, delimiters: Delimiters = STANDARD_DELIMITERS): string {
  const last = Math.max(0, ...Object.keys(fields).map(Number))
  const values = Array.from({ length: last }, (_, index) => encodeValue(fields[index + 1], delimiters))
  if (name !== 'MSH') return join([name, ...values], delimiters.field)
  const { component, repetition, escape, subcomponent } = delimiters
  return join([name, `${component}${repetition}${escape}${subcomponent}`, ...values.slice(2)], delimiters.field)
}

/** A message as ER7 text, each segment ended by CR. `[name, fields]` pairs, or segments already encoded. */
export function encodeMessage(
  segments: readonly (string | readonly [string, Hl7Fields])[],
  delimiters: Delimiters = STANDARD_DELIMITERS,
): string {
  return segments
    .map((one) => (typeof one === 'string' ? one : encodeSegment(one[0], one[1], delimiters)))
    .map((text) => `${text}\r`)
    .join('')
}

function join(parts: string[], delimiter: string): string {
  let last = parts.length
  while (last > 0 && parts[last - 1] === '') last--
  return parts.slice(0, last).join(delimiter)
}

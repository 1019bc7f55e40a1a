import type { Delimiters } from './delimiters'
import { Hl7Error } from './errors'

/** What a message from outside may cost. */
export interface Hl7Limits {
  maxBytes: number
  maxSegments: number
  /** delimiters of all kinds in one segment */
  maxPartsPerSegment: number
}

export const DEFAULT_LIMITS: Hl7Limits = {
  maxBytes: 64 * 1024 * 1024,
  maxSegments: 10_000,
  maxPartsPerSegment: 20_000,
}

export function checkSize(size: number, limits: Hl7Limits): void {
  if (size <= limits.maxBytes) return
  throw new Hl7Error('HL7.TOO_LARGE', `Message de ${size} octets : le maximum accepté est ${limits.maxBytes}.`)
}

export function checkSegmentCount(count: number, limits: Hl7Limits): void {
  if (count <= limits.maxSegments) return
  throw new Hl7Error('HL7.TOO_COMPLEX', `Message de ${count} segments : le maximum accepté est ${limits.maxSegments}.`)
}

export function checkParts(name: string, raw: string, delimiters: Delimiters, limits: Hl7Limits): void {
  // A segment shorter than the limit cannot hold more delimiters than the limit.
  if (raw.length <= limits.maxPartsPerSegment) return
  const { field, component, repetition, subcomponent } = delimiters
  const count = [field, component, repetition, subcomponent].reduce((sum, one) => sum + occurrences(raw, one), 0)
  if (count > limits.maxPartsPerSegment) {
    throw new Hl7Error('HL7.TOO_COMPLEX', `Le segment ${name} compte ${count} délimiteurs, ce qui est refusé.`, name)
  }
}

function occurrences(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++
  return count
}

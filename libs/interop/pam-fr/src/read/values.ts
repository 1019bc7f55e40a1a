import { type Hl7Field, type Hl7Segment, instantOf } from '@anamnese/interop-hl7v2'
import type { Authority, Patch, PatientIdentifier } from '../adt'

/** An object without the properties that are `undefined`. */
export function compact<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}

/** Value, deletion or nothing, with the value converted; what cannot be converted counts as not sent. */
export function patched<T>(
  raw: string | null | undefined,
  convert: (text: string) => T | undefined,
): Patch<T> | undefined {
  return raw === null || raw === undefined ? raw : convert(raw)
}

/** A list, `undefined` when it is empty. */
export function someOf<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined
}

export const asIs = (text: string): string => text

/** ISO instant of a field holding a TS. */
export function instant(segment: Hl7Segment | undefined, field: number, zone: string): string | undefined {
  const value = segment?.get(field)
  return value === undefined ? undefined : instantOf(value, zone)?.toISOString()
}

export function instantPatch(segment: Hl7Segment | undefined, field: number, zone: string): Patch<string> | undefined {
  return patched(segment?.patch(field), (text) => instantOf(text, zone)?.toISOString())
}

/** HD in component `component` of a field. */
export function authority(field: Hl7Field, component: number): Authority {
  return compact<Authority>({
    namespace: field.get(component, 1),
    universalId: field.get(component, 2),
    universalIdType: field.get(component, 3),
  })
}

/** CX; `undefined` when it has no value. */
export function identifier(field: Hl7Field | undefined): PatientIdentifier | undefined {
  const value = field?.get()
  if (!field || value === undefined) return undefined
  return { value, authority: authority(field, 4), type: field.get(5) ?? '' }
}

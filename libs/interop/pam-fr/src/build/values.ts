import {
  civilDateOf,
  components,
  type Hl7Value,
  repetitions,
  subcomponents,
  toTimestamp,
} from '@anamnese/interop-hl7v2'
import type { Authority, Patch, PatientIdentifier } from '../adt'

/** What a value becomes: nothing stays nothing, a deletion is `""`. */
export function sent<T>(value: Patch<T> | undefined, write: (value: T) => Hl7Value): Hl7Value {
  if (value === undefined) return undefined
  return value === null ? null : write(value)
}

export const text = (value: Patch<string> | undefined): Hl7Value => value
export const flag = (value: Patch<boolean> | undefined): Hl7Value => sent(value, (one) => (one ? 'Y' : 'N'))

/** TS of an ISO instant, on the wall clock of `zone`, with its offset. */
export function moment(value: Patch<string> | undefined, zone: string): Hl7Value {
  return sent(value, (one) => toTimestamp(new Date(one), zone))
}

/** TS of a civil date `YYYY-MM-DD`. */
export function day(value: Patch<string> | undefined): Hl7Value {
  return sent(value, (one) => {
    const written = one.replaceAll('-', '')
    return civilDateOf(written) === undefined ? undefined : written
  })
}

export function authority(value: Authority): Hl7Value {
  return subcomponents(value.namespace, value.universalId, value.universalIdType)
}

/** CX */
export function identifier(value: PatientIdentifier | undefined): Hl7Value {
  return value && components(value.value, undefined, undefined, authority(value.authority), value.type)
}

export function repeated<T>(values: readonly T[] | undefined, write: (value: T) => Hl7Value): Hl7Value {
  return values === undefined || values.length === 0 ? undefined : repetitions(...values.map(write))
}

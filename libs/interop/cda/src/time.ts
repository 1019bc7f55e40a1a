import { CdaError } from './cda-error'

const TS = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\d{2})?(\d{2})?(?:\.\d+)?([+-]\d{4}|Z)?)?)?)?$/

/** True for a point in time as HL7 v3 writes it, with an existing day and hour. */
export function isHl7Time(value: string): boolean {
  const parts = TS.exec(value)
  if (!parts) return false
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = parts
  const text = `${year ?? ''}-${month}-${day}T${hour}:${minute}:${second}Z`
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text.slice(0, 19))
}

/** True when an HL7 time with an hour says its offset from UTC, as the CI-SIS asks. */
export function hasOffsetWhenNeeded(value: string): boolean {
  return value.length <= 8 || /([+-]\d{4}|Z)$/.test(value)
}

/**
 * The instant of an HL7 time. What is missing is read as the start of the period; without an offset, the hour is that of `timeZone`.
 * Throws {@link CdaError} `CDA.INVALID_TIME`.
 */
export function instantOfHl7Time(value: string, timeZone = 'Europe/Paris'): Date {
  const parts = TS.exec(value)
  if (!parts || !isHl7Time(value)) throw invalid()
  const [, year = '', month = '01', day = '01', hour = '00', minute = '00', second = '00', offset] = parts
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  if (offset === undefined) return inZone(new Date(`${local}Z`), timeZone)
  return new Date(`${local}${offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3)}`}`)
}

/** The metadata form of a CDA time: UTC digits, as precise as the source (XDS: `yyyyMMddHHmmss`, a day stays a day). */
export function utcDigitsOfHl7Time(value: string, timeZone = 'Europe/Paris'): string {
  if (value.length <= 8 && isHl7Time(value)) return value
  const digits = instantOfHl7Time(value, timeZone).toISOString().replace(/\D/g, '').slice(0, 14)
  return /^\d{12}([+-]|Z|$)/.test(value) ? digits.slice(0, 12) : digits
}

/** Writes an instant as HL7 does, in the local time of `timeZone` with its offset: `20260715101500+0200`. */
export function hl7TimeOf(
  instant: Date | string,
  precision: 'second' | 'minute' = 'second',
  timeZone = 'Europe/Paris',
): string {
  const date = typeof instant === 'string' ? new Date(instant) : instant
  if (Number.isNaN(date.getTime())) throw invalid()
  const offset = offsetMinutes(date, timeZone)
  const local = new Date(date.getTime() + offset * 60_000).toISOString().replace(/\D/g, '')
  const sign = offset < 0 ? '-' : '+'
  const size = Math.abs(offset)
  const zone = `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`
  return local.slice(0, precision === 'second' ? 14 : 12) + zone
}

/** Reads a wall-clock time, given as if it were UTC, in a time zone. */
function inZone(wallClock: Date, timeZone: string): Date {
  const guess = new Date(wallClock.getTime() - offsetMinutes(wallClock, timeZone) * 60_000)
  return new Date(wallClock.getTime() - offsetMinutes(guess, timeZone) * 60_000)
}

function offsetMinutes(date: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function invalid(): CdaError {
  return new CdaError('CDA.INVALID_TIME', "Une date du document n'est pas une date HL7.")
}

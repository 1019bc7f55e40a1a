const TS = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,4}))?)?)?)?)?)?([+-]\d{4})?$/

/** A valid HL7 TS, whatever its precision: real calendar day, real time of day. */
export function isTimestamp(value: string): boolean {
  return partsOf(value) !== undefined
}

/** Civil date `YYYY-MM-DD` of a TS that has at least its day, else `undefined`. Never shifted by a time zone. */
export function civilDateOf(value: string): string | undefined {
  return partsOf(value) && value.length >= 8 && /^\d{8}/.test(value)
    ? `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`
    : undefined
}

/**
 * Instant of a TS, at UTC. Without an offset, the time is that of the hospital's wall clock: `zone`. Parts that are missing are the
 * earliest ones. `undefined` when the TS is not valid.
 */
export function instantOf(value: string, zone = 'Europe/Paris'): Date | undefined {
  const parts = partsOf(value)
  if (!parts) return undefined
  const wall = Date.UTC(
    parts.year,
    parts.month - 1,
    parts.day,
    parts.hour,
    parts.minute,
    parts.second,
    parts.millisecond,
  )
  return new Date(wall - (parts.offset ?? zoneOffset(wall, zone)))
}

/** `YYYYMMDDHHMMSS+ZZZZ` of an instant, on the wall clock of `zone`. */
export function toTimestamp(instant: Date, zone = 'Europe/Paris'): string {
  const offset = offsetAt(instant.getTime(), zone)
  const wall = new Date(instant.getTime() + offset).toISOString()
  const minutes = Math.abs(offset) / 60_000
  const digits = String(Math.floor(minutes / 60) * 100 + (minutes % 60)).padStart(4, '0')
  return `${wall.slice(0, 19).replace(/[-T:]/g, '')}${offset < 0 ? '-' : '+'}${digits}`
}

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  millisecond: number
  offset: number | undefined
}

function partsOf(value: string): Parts | undefined {
  const match = TS.exec(value)
  if (!match) return undefined
  const at = (index: number, missing: number) => (match[index] === undefined ? missing : Number(match[index]))
  const parts = {
    year: at(1, 0),
    month: at(2, 1),
    day: at(3, 1),
    hour: at(4, 0),
    minute: at(5, 0),
    second: at(6, 0),
    millisecond: match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000),
    offset: match[8] === undefined ? undefined : offsetOf(match[8]),
  }
  const { year, month, day, hour, minute, second } = parts
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000
  return real && hour < 24 && minute < 60 && second < 60 ? parts : undefined
}

function offsetOf(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5))
  return (text.startsWith('-') ? -minutes : minutes) * 60_000
}

/** Offset of a wall clock time. Asked twice, because the first answer is that of another instant near a change of hour. */
function zoneOffset(wall: number, zone: string): number {
  return offsetAt(wall - offsetAt(wall, zone), zone)
}

const QUARTER_MS = 15 * 60_000
const MAX_KNOWN = 10_000
const offsets = new Map<string, number>()

/** Zones change their offset on a quarter of an hour: one computation for each quarter that messages speak of. */
function offsetAt(instant: number, zone: string): number {
  const quarter = Math.floor(instant / QUARTER_MS)
  const key = `${zone}|${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = computedOffset(quarter * QUARTER_MS, zone)
  if (offsets.size >= MAX_KNOWN) offsets.clear()
  offsets.set(key, offset)
  return offset
}

const formats = new Map<string, Intl.DateTimeFormat>()

function computedOffset(instant: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const read = new Map(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]))
  const at = (type: Intl.DateTimeFormatPartTypes) => read.get(type) ?? 0
  const wall = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'))
  return wall - Math.floor(instant / 1000) * 1000
}

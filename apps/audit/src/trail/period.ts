import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/**
 * The instant where a period begins or ends.
 * @param value a civil day (its beginning, or the beginning of the next one for an end) or an instant
 * @param edge the end of a period is excluded
 */
export function instantOf(value: string, edge: 'from' | 'to', zone: string): Date {
  if (value.includes('T')) return new Date(value)
  const day = dayjs.tz(`${value}T00:00:00`, zone)
  return (edge === 'from' ? day : day.add(1, 'day')).toDate()
}

import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

export type NamedPeriod = 'month' | 'year' | 'previous-year'

/** The civil day of an instant, where the hospital is. */
export function civilDay(instant: string | Date, zone: string): string {
  return dayjs(instant).tz(zone).format('YYYY-MM-DD')
}

/** First and last day, both included, of the periods that TBB/va1.01 asks for. */
export function daysOf(period: NamedPeriod, today: string): { from: string; to: string } {
  const day = dayjs(today)
  const format = 'YYYY-MM-DD'
  switch (period) {
    case 'month':
      return { from: day.startOf('month').format(format), to: day.endOf('month').format(format) }
    case 'year':
      return { from: day.startOf('year').format(format), to: day.endOf('year').format(format) }
    case 'previous-year': {
      const before = day.subtract(1, 'year')
      return { from: before.startOf('year').format(format), to: before.endOf('year').format(format) }
    }
  }
}

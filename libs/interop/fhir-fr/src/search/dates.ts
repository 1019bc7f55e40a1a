import { badParameter } from '../outcome'
import type { Interval } from './definition'

const PREFIXED = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d{4}.*)$/
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/

/**
 * The intervals that a date with its prefix stands for; several are alternatives (`ne`).
 * @param kind `civil`: days `YYYY-MM-DD`; `instant`: UTC instants. A time without zone, and a day among instants, are UTC
 * @throws FhirError 400
 */
export function intervalsOf(name: string, text: string, kind: 'civil' | 'instant'): Interval[] {
  const [, prefix = 'eq', date = ''] = PREFIXED.exec(text) ?? []
  const range = kind === 'civil' ? civilRange(date) : instantRange(date)
  if (!range) throw badParameter(name, `« ${text.slice(0, 40)} » n’est pas une date FHIR.`)
  const { from, to } = range
  switch (prefix) {
    case 'eq':
      return [{ from, to }]
    case 'ne':
      return [{ to: from }, { from: to }]
    case 'gt':
    case 'sa':
      return [{ from: to }]
    case 'ge':
      return [{ from }]
    case 'lt':
    case 'eb':
      return [{ to: from }]
    case 'le':
      return [{ to }]
    default:
      throw badParameter(name, `Le préfixe « ${prefix} » n’est pas possible ici.`, 'not-supported')
  }
}

type Range = Required<Interval>

function civilRange(text: string): Range | undefined {
  const parts = DATE.exec(text)
  if (!parts) return undefined
  const [, year = '', month, day] = parts
  const first = `${year}-${month ?? '01'}-${day ?? '01'}`
  const time = Date.parse(`${first}T00:00:00Z`)
  // `Date` accepts 31 February by rolling over, we do not.
  if (Number.isNaN(time) || isoDay(new Date(time)) !== first) return undefined
  const next = new Date(time)
  if (day !== undefined) next.setUTCDate(next.getUTCDate() + 1)
  else if (month !== undefined) next.setUTCMonth(next.getUTCMonth() + 1)
  else next.setUTCFullYear(next.getUTCFullYear() + 1)
  return { from: first, to: isoDay(next) }
}

function instantRange(text: string): Range | undefined {
  const days = civilRange(text)
  if (days) return { from: `${days.from}T00:00:00.000Z`, to: `${days.to}T00:00:00.000Z` }
  const parts = INSTANT.exec(text)
  if (!parts) return undefined
  const [, seconds, fraction, zone] = parts
  const time = Date.parse(zone === undefined ? `${text}Z` : text)
  if (Number.isNaN(time)) return undefined
  const length = fraction !== undefined ? 1 : seconds !== undefined ? 1000 : 60_000
  return { from: new Date(time).toISOString(), to: new Date(time + length).toISOString() }
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10)

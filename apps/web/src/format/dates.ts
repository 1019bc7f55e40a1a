/** A civil date `1979-03-28` as people read it: `28/03/1979`. Unknown parts (`1979-00-00`) stay visible. */
export function formatCivil(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  return match ? `${match[3] ?? ''}/${match[2] ?? ''}/${match[1] ?? ''}` : date
}

const instant = new Intl.DateTimeFormat('fr-FR', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const day = new Intl.DateTimeFormat('fr-FR', { day: '2-digit', month: '2-digit', year: 'numeric' })
const hour = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' })

/** An instant `2026-11-23T22:34:00+01:00` in the time of the workstation: `23/11/2026 22:34`. */
export function formatInstant(value: string | undefined): string {
  const date = parse(value)
  return date === undefined ? '—' : instant.format(date).replace(/,? à |, /, ' ')
}

/** The day of an instant: `23/11/2026`. */
export function formatDay(value: string | undefined): string {
  const date = parse(value)
  return date === undefined ? '—' : day.format(date)
}

/** The hour of an instant as it is said: `10 h 42`. */
export function formatHour(value: string | undefined): string {
  const date = parse(value)
  return date === undefined ? '—' : hour.format(date).replace(':', ' h ')
}

/** How long ago, in words; always shown beside the absolute time, never instead of it. */
export function formatAgo(value: string | undefined, now: Date = new Date()): string {
  const date = parse(value)
  if (date === undefined) return ''
  const minutes = Math.round((now.getTime() - date.getTime()) / 60_000)
  if (minutes < 1) return 'à l’instant'
  if (minutes < 60) return `il y a ${minutes} min`
  const hours = Math.round(minutes / 60)
  if (hours < 48) return `il y a ${hours} h`
  return `il y a ${Math.round(hours / 24)} j`
}

/** Age in years at a day, or in months under two years: `47 ans`, `14 mois`. Empty when the birth date is not complete. */
export function formatAge(birthDate: string, now: Date = new Date()): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate)
  if (!match || match[2] === '00' || match[3] === '00') return ''
  let months = (now.getFullYear() - Number(match[1])) * 12 + now.getMonth() + 1 - Number(match[2])
  if (now.getDate() < Number(match[3])) months -= 1
  if (months < 0) return ''
  return months < 24 ? `${months} mois` : `${Math.floor(months / 12)} ans`
}

/** `28/03/1979` (or with dots, dashes, spaces, or nothing) as a civil date; undefined when it is not a day of the calendar. */
export function parseFrenchDate(value: string): string | undefined {
  const match = /^(\d{2})[/.\- ]?(\d{2})[/.\- ]?(\d{4})$/.exec(value.trim())
  if (!match) return undefined
  const [dayPart, monthPart, yearPart] = [match[1] ?? '', match[2] ?? '', match[3] ?? '']
  const date = new Date(Date.UTC(Number(yearPart), Number(monthPart) - 1, Number(dayPart)))
  const valid = date.getUTCMonth() === Number(monthPart) - 1 && date.getUTCDate() === Number(dayPart)
  return valid ? `${yearPart}-${monthPart}-${dayPart}` : undefined
}

function parse(value: string | undefined): Date | undefined {
  if (value === undefined || value === '') return undefined
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}

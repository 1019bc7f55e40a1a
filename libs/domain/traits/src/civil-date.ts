const CIVIL = /^(\d{4})-(\d{2})-(\d{2})$/

/** `YYYY-MM-DD` that exists in the calendar. */
export function isCivilDate(text: string): boolean {
  const match = CIVIL.exec(text)
  if (!match) return false
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1800 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** `YYYY-MM-DD` where the month or the day is not of the calendar: that of a health insurance card, never a birth date. */
export function isLunarDate(text: string): boolean {
  return CIVIL.test(text) && !isCivilDate(text) && /-(?:[0-9]{2})-(?:[0-3][0-9])$/.test(text)
}

/**
 * The date recorded when only a part is known (guide INS EXI ID 11): day unknown, the 1st; month unknown, January; both, 31 December.
 * Marked as uncertain by the caller.
 */
export function interpretedDate(known: { year: number; month?: number; day?: number }): string {
  const { year, month, day } = known
  const [m, d] = month === undefined && day === undefined ? [12, 31] : [month ?? 1, day ?? 1]
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  return `${pad(year, 4)}-${pad(m, 2)}-${pad(d, 2)}`
}

/** `1979-03-28` → `28/03/1979`. */
export function formatCivilDate(text: string): string {
  const match = CIVIL.exec(text)
  return match ? match.slice(1).reverse().join('/') : text
}

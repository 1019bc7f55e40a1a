import { isCivilDate } from './civil-date'

export type BirthDateDefect = 'FORMAT' | 'LUNAR' | 'FUTURE'

/** Nobody known lived longer: beyond, a date is to be looked at, not refused. */
export const OLDEST_AGE = 130

/**
 * Why a date cannot be a birth date, or `undefined`. The lunar date of a health insurance card is never one: it has a field of its own
 * (PAM ZFD-1). `today` is a civil date.
 */
export function birthDateDefect(date: string, today: string): BirthDateDefect | undefined {
  if (!isCivilDate(date)) return /^\d{4}-(?:1[3-9]|[2-9]\d|\d{2}-(?:3[2-9]|[4-9]\d)$)/.test(date) ? 'LUNAR' : 'FORMAT'
  return date > today ? 'FUTURE' : undefined
}

/** Whole years between two civil dates. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

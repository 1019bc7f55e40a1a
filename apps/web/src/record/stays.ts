import type { StayView } from '@anamnese/contracts'

/** The stay that the record is about now: an open one, else the last that ended. Pre-admissions and cancelled stays are not. */
export function currentStay(stays: readonly StayView[]): StayView | undefined {
  const latest = latestFirst(stays)
  return latest.find((stay) => stay.state === 'open') ?? latest.find((stay) => stay.state === 'closed')
}

/** The latest admission first. */
export function latestFirst(stays: readonly StayView[]): StayView[] {
  return [...stays].sort((a, b) => (b.admittedAt ?? '').localeCompare(a.admittedAt ?? ''))
}

/** The stays that a letter can be written about. */
export function staysForLetters(stays: readonly StayView[]): StayView[] {
  return latestFirst(stays).filter((stay) => stay.state === 'open' || stay.state === 'closed')
}

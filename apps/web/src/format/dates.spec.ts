import { formatAge, formatAgo, formatCivil, formatHour, formatInstant, parseFrenchDate } from './dates'

const local = (text: string): string => new Date(text).toISOString()

describe('dates as people read them', () => {
  it('shows a civil date day first and keeps unknown parts', () => {
    expect(formatCivil('1979-03-28')).toBe('28/03/1979')
    expect(formatCivil('1979-00-00')).toBe('00/00/1979')
  })

  it('shows an instant with its day and hour, never a relative time alone', () => {
    expect(formatInstant(local('2026-11-23T22:34:00'))).toBe('23/11/2026 22:34')
    expect(formatHour(local('2026-11-23T10:42:00'))).toBe('10 h 42')
    expect(formatInstant(undefined)).toBe('—')
    expect(formatInstant('hier')).toBe('—')
  })

  it('says how long ago in minutes, hours, then days', () => {
    const now = new Date('2026-11-23T12:00:00Z')
    expect(formatAgo('2026-11-23T11:59:50Z', now)).toBe('à l’instant')
    expect(formatAgo('2026-11-23T11:18:00Z', now)).toBe('il y a 42 min')
    expect(formatAgo('2026-11-23T02:00:00Z', now)).toBe('il y a 10 h')
    expect(formatAgo('2026-11-13T12:00:00Z', now)).toBe('il y a 10 j')
  })

  it('counts the age by the birthday, in months for the very young', () => {
    expect(formatAge('1979-03-28', new Date(2026, 2, 27))).toBe('46 ans')
    expect(formatAge('1979-03-28', new Date(2026, 2, 28))).toBe('47 ans')
    expect(formatAge('2025-09-20', new Date(2026, 10, 23))).toBe('14 mois')
    expect(formatAge('1979-00-00', new Date(2026, 2, 28))).toBe('')
  })

  it('reads a typed date and refuses a day that does not exist', () => {
    expect(parseFrenchDate('28/03/1979')).toBe('1979-03-28')
    expect(parseFrenchDate('28031979')).toBe('1979-03-28')
    expect(parseFrenchDate('31/02/1979')).toBeUndefined()
    expect(parseFrenchDate('1979-03-28')).toBeUndefined()
  })
})

import { hl7TimeOf, instantOfHl7Time, isHl7Time, utcDigitsOfHl7Time } from './time'

describe('times of HL7 v3', () => {
  it('are written in local time with the offset of the season', () => {
    expect(hl7TimeOf('2026-07-15T08:15:00Z')).toBe('20260715101500+0200')
    expect(hl7TimeOf('2026-11-24T15:04:05Z')).toBe('20261124160405+0100')
    expect(hl7TimeOf('2026-07-15T08:15:00Z', 'minute', 'America/Cayenne')).toBe('202607150515-0300')
    expect(hl7TimeOf('2026-07-15T08:15:00Z', 'second', 'Asia/Kolkata')).toBe('20260715134500+0530')
  })

  it('are read as instants, local where they have no offset', () => {
    expect(instantOfHl7Time('20260715101500+0200').toISOString()).toBe('2026-07-15T08:15:00.000Z')
    expect(instantOfHl7Time('202607151015').toISOString()).toBe('2026-07-15T08:15:00.000Z')
    expect(instantOfHl7Time('202601151015').toISOString()).toBe('2026-01-15T09:15:00.000Z')
    expect(instantOfHl7Time('20260715101500.123-0400').toISOString()).toBe('2026-07-15T14:15:00.000Z')
    expect(() => instantOfHl7Time('hier')).toThrow('date')
  })

  it('become the UTC digits of XDS, as precise as they were', () => {
    expect(utcDigitsOfHl7Time('20260715101500+0200')).toBe('20260715081500')
    expect(utcDigitsOfHl7Time('202607150030+0200')).toBe('202607142230')
    expect(utcDigitsOfHl7Time('20260715')).toBe('20260715')
  })

  it('exist or are refused', () => {
    expect(['2026', '202602', '20260228', '202602281200+0100', '20240229'].every(isHl7Time)).toBe(true)
    expect(['20260229', '20261301', '202602282500+0100', '2026-02-28', '', '20260'].some(isHl7Time)).toBe(false)
  })
})

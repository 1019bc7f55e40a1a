import { civilDateOf, instantOf, isTimestamp, toTimestamp } from './timestamp'

const at = (ts: string) => instantOf(ts)?.toISOString()

describe('HL7 TS', () => {
  it.each(['2026', '202602', '20260228', '2026022823', '20260228235959', '20260228235959.1234+0100'])(
    '%s is valid',
    (ts) => {
      expect(isTimestamp(ts)).toBe(true)
    },
  )

  it.each(['', '20260229', '20261301', '20260228240000', '26', '2026-02-28', '202602280', '20260228T10'])(
    '%j is not',
    (ts) => {
      expect(isTimestamp(ts)).toBe(false)
      expect(instantOf(ts)).toBeUndefined()
    },
  )

  it('without offset is the wall clock of the hospital, winter and summer', () => {
    expect(at('20260302081500')).toBe('2026-03-02T07:15:00.000Z')
    expect(at('20260702081500')).toBe('2026-07-02T06:15:00.000Z')
    expect(instantOf('20260302081500', 'Indian/Reunion')?.toISOString()).toBe('2026-03-02T04:15:00.000Z')
    expect(at('20260302')).toBe('2026-03-01T23:00:00.000Z')
  })

  it('with an offset is that instant', () => {
    expect(at('20260302081500-0500')).toBe('2026-03-02T13:15:00.000Z')
  })

  it('goes through the two changes of hour', () => {
    expect(at('20260329015959')).toBe('2026-03-29T00:59:59.000Z')
    expect(at('20260329030000')).toBe('2026-03-29T01:00:00.000Z')
    expect(at('20261025040000')).toBe('2026-10-25T03:00:00.000Z')
  })

  it('is written with its offset and read back as the same instant', () => {
    for (let month = 0; month < 12; month++) {
      const instant = new Date(Date.UTC(2026, month, 25, 0, 59, 30))
      expect(instantOf(toTimestamp(instant))).toEqual(instant)
    }
    expect(toTimestamp(new Date('2026-12-31T23:30:00Z'))).toBe('20270101003000+0100')
  })

  it('a birth date is civil: no zone moves it', () => {
    expect(civilDateOf('19790328')).toBe('1979-03-28')
    expect(civilDateOf('19790328000000')).toBe('1979-03-28')
    expect(civilDateOf('197903')).toBeUndefined()
    expect(civilDateOf('19790230')).toBeUndefined()
  })
})

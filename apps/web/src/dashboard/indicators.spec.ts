import { periodQuery, successRate } from './indicators'

describe('indicators of sendings', () => {
  it('a named period wins over dates', () => {
    expect(periodQuery({ period: 'year', from: '2026-01-01', channel: 'DMP' })).toEqual({
      period: 'year',
      channel: 'DMP',
    })
    expect(periodQuery({ from: '2026-01-01', to: '2026-02-01' })).toEqual({ from: '2026-01-01', to: '2026-02-01' })
  })

  it('the rate is a percentage, or a dash when nothing was attempted', () => {
    expect(successRate(197, 3).replace(/\s/g, ' ')).toBe('98,5 %')
    expect(successRate(0, 0)).toBe('—')
  })
})

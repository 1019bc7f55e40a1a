import { overlapping, staysOf } from './known-stays'

const on = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`
const stay = (number: string, from: number, until?: number) => ({
  number,
  from: on(from),
  ...(until === undefined ? {} : { until: on(until) }),
})

describe('stays of two records that would be one', () => {
  it('one person is not in two beds: stays that hold an instant in common are told', () => {
    expect(overlapping([stay('A', 1, 5)], [stay('B', 4, 8)])).toHaveLength(1)
    expect(overlapping([stay('A', 1)], [stay('B', 9)])).toHaveLength(1)
    expect(overlapping([stay('A', 9)], [stay('B', 1)])).toHaveLength(1)
  })

  it('one after the other is no overlap, nor a stay with itself', () => {
    expect(overlapping([stay('A', 1, 5)], [stay('B', 5, 8)])).toEqual([])
    expect(overlapping([stay('A', 9)], [stay('B', 1, 5)])).toEqual([])
    expect(overlapping([stay('A', 1)], [stay('A', 1)])).toEqual([])
  })

  it('messages read from the last to the first make one stay, from its admission to its discharge', () => {
    const messages = [stay('A', 3, 6), stay('A', 1), stay('B', 2)].map((one) => ({ ippKeys: [], stay: one }))
    expect(staysOf([...messages, { ippKeys: [] }])).toEqual([stay('A', 1, 6), stay('B', 2)])
  })
})

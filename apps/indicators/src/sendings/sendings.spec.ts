import { DmpOrderChanged, type OrderChangedData } from '@anamnese/contracts'
import { civilDay, daysOf } from './period'
import { indicatorsOf } from './sending-indicators'
import { lineOf, resultOf } from './sending-lines'
import type { SendingGroup } from './sending.repository'

const order = (overrides: Partial<OrderChangedData>): OrderChangedData => ({ ...DmpOrderChanged.example, ...overrides })
const reason = { code: 'PFI.UNREACHABLE', message: 'La PFI ne répond pas.' }

describe('the result of an attempt', () => {
  it('is told by the state of its order', () => {
    expect(resultOf(order({ state: 'accepted' }))).toBe('success')
    expect(resultOf(order({ state: 'refused' }))).toBe('failure')
    expect(resultOf(order({ state: 'sent' }))).toBe('waiting')
    expect(resultOf(order({ state: 'not-sent', attempts: 0 }))).toBe('not-sent')
  })

  it('is a failure when the order waits again after it, with a reason', () => {
    expect(resultOf(order({ state: 'pending', attempts: 1, reason }))).toBe('failure')
  })

  it('stays a failure when a person puts the order back in the queue, and becomes a success if it is accepted late', () => {
    const failed = lineOf(order({ state: 'refused', version: 3 }), null, '2026-11-23')
    const queued = lineOf(order({ state: 'pending', version: 4 }), failed, '2026-11-24')
    expect(queued).toMatchObject({ result: 'failure', day: '2026-11-23' })
    expect(lineOf(order({ state: 'accepted', version: 5 }), queued, '2026-11-24').result).toBe('success')
  })
})

describe('the periods of the dashboard (TBB/va1.01)', () => {
  it('are the current month, the current year and the previous year', () => {
    expect(daysOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(daysOf('year', '2026-11-25')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
    expect(daysOf('previous-year', '2026-01-01')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
  })

  it('begin where the hospital is', () => {
    expect(civilDay('2025-12-31T23:30:00Z', 'Europe/Paris')).toBe('2026-01-01')
    expect(civilDay('2025-12-31T20:30:00Z', 'Indian/Reunion')).toBe('2026-01-01')
    expect(civilDay('2025-12-31T23:30:00Z', 'America/Martinique')).toBe('2025-12-31')
  })
})

describe('the dashboard', () => {
  const type = { code: '11490-0', display: 'Lettre de liaison à la sortie' }
  const group = (overrides: Partial<SendingGroup>): SendingGroup => ({
    channel: 'DMP',
    type,
    withIns: true,
    result: 'success',
    part: '2026-11-01',
    count: 1,
    ...overrides,
  })

  it('sums attempts by channel and type, by day, and says what waits', () => {
    const view = indicatorsOf(
      { from: '2026-11-01', to: '2026-11-30' },
      '220000020',
      [
        group({ count: 3 }),
        group({ result: 'failure', part: '2026-11-02' }),
        group({ channel: 'MSS_PRO', withIns: false, part: '2026-11-02' }),
        group({ channel: 'MSS_PRO', part: '2026-11-02' }),
        group({ result: 'waiting', count: 5 }),
      ],
      [group({ result: 'not-sent', part: 'INS non qualifiée.', count: 4 })],
    )
    expect(view.totals).toEqual({ attempts: 11, success: 5, failure: 1, waiting: 5 })
    expect(view.rows).toEqual([
      { finess: '220000020', channel: 'DMP', type, success: 3, failure: 1 },
      { finess: '220000020', channel: 'MSS_PRO', type, success: 2, failure: 0 },
    ])
    expect(view.days).toEqual([
      { day: '2026-11-01', success: 3, failure: 0 },
      { day: '2026-11-02', success: 2, failure: 1 },
    ])
    expect(view.notSent).toEqual([{ channel: 'DMP', reason: 'INS non qualifiée.', count: 4 }])
  })
})

import type { SendingIndicators, SendingRow } from '@anamnese/contracts'
import type { SendingGroup } from './sending.repository'

/** The dashboard, from the counts by day and the reasons of what was kept from leaving. */
export function indicatorsOf(
  period: { from: string; to: string },
  finess: string,
  daily: SendingGroup[],
  kept: SendingGroup[],
): SendingIndicators {
  const rows = new Map<string, SendingRow>()
  const days = new Map<string, { day: string; success: number; failure: number }>()
  const totals = { attempts: 0, success: 0, failure: 0, waiting: 0 }
  for (const { channel, type, result, part, count } of daily) {
    if (result === 'not-sent') continue
    totals.attempts += count
    totals[result] += count
    if (result === 'waiting') continue
    const key = `${channel}/${type.code}`
    const row = rows.get(key) ?? { finess, channel, type, success: 0, failure: 0 }
    row[result] += count
    rows.set(key, row)
    const day = days.get(part) ?? { day: part, success: 0, failure: 0 }
    day[result] += count
    days.set(part, day)
  }
  return {
    ...period,
    rows: [...rows.values()].sort((a, b) => compare(a.channel, b.channel) || compare(a.type.code, b.type.code)),
    days: [...days.values()],
    totals,
    notSent: reasons(kept),
  }
}

function reasons(kept: SendingGroup[]): SendingIndicators['notSent'] {
  const sums = new Map<string, SendingIndicators['notSent'][number]>()
  for (const { channel, part, count } of kept) {
    const key = `${channel}/${part}`
    const line = sums.get(key) ?? { channel, reason: part, count: 0 }
    line.count += count
    sums.set(key, line)
  }
  return [...sums.values()].sort((a, b) => b.count - a.count)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

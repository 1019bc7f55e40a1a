import { TrailRecorded, type TrailRecordedData } from '@anamnese/contracts'
import { LaneCheck } from '../integrity/integrity-check'
import { canonicalJson } from './canonical'
import { GENESIS, laneOf, sealOf } from './chain'
import type { TrailRow } from './trail.schema'

function chain(length: number): TrailRow[] {
  const rows: TrailRow[] = []
  for (let seq = 1; seq <= length; seq++) {
    const entry: TrailRecordedData = { ...TrailRecorded.example, detail: `acte ${seq}` }
    const row = {
      _id: `event-${seq}`,
      establishment: entry.establishment,
      version: 1,
      at: new Date(entry.at),
      recordedAt: new Date(1_795_000_000_000 + seq),
      lane: 3,
      seq,
      previous: rows.at(-1)?.seal ?? GENESIS,
      entry,
    }
    rows.push({ ...row, seal: sealOf(row) })
  }
  return rows
}

function check(rows: TrailRow[], head: TrailRow): LaneCheck {
  const lane = new LaneCheck(3, null)
  for (const row of rows) if (!lane.follow(row)) break
  lane.end(head)
  return lane
}

describe('the chain of seals', () => {
  const rows = chain(5)
  const head = rows[4]!

  it('is whole when nothing was touched', () => {
    expect(check(rows, head)).toMatchObject({ checked: 5, broken: undefined })
  })

  it('shows a trace that was removed', () => {
    expect(check([...rows.slice(0, 2), ...rows.slice(3)], head).broken).toMatchObject({ kind: 'missing', seq: 3 })
  })

  it('shows the last traces removed', () => {
    expect(check(rows.slice(0, 4), head).broken).toMatchObject({ kind: 'truncated', seq: 5 })
  })

  it('shows a trace whose content was changed', () => {
    const changed = { ...rows[1]!, entry: { ...rows[1]!.entry, actor: { ...rows[1]!.entry.actor, name: 'Autre' } } }
    expect(check([rows[0]!, changed, ...rows.slice(2)], head).broken).toMatchObject({ kind: 'changed', seq: 2 })
  })

  it('shows a trace whose seal was computed again after the change', () => {
    const changed = { ...rows[1]!, entry: { ...rows[1]!.entry, outcome: 'failure' as const } }
    const resealed = { ...changed, seal: sealOf(changed) }
    expect(check([rows[0]!, resealed, ...rows.slice(2)], head).broken).toMatchObject({ kind: 'unlinked', seq: 3 })
  })

  it('shows a trace whose moment of search was changed', () => {
    const moved = { ...rows[1]!, at: new Date(0) }
    expect(check([rows[0]!, moved, ...rows.slice(2)], head).broken).toMatchObject({ kind: 'changed', seq: 2 })
  })

  it('does not depend on the order in which the database gives the properties back', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  })

  it('keeps the traces of one key in one lane', () => {
    expect(laneOf('patient-1')).toBe(laneOf('patient-1'))
    expect(new Set(Array.from({ length: 200 }, (_, i) => laneOf(`patient-${i}`))).size).toBe(8)
  })
})

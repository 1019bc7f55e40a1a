import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical'
import type { TrailRow } from './trail.schema'

/** Traces are chained in this many lanes, so that the partitions of the topic do not wait for one another. */
const LANES = 8

export const GENESIS = '0'.repeat(64)

/** The lane of a key: the traces of one patient, or of one person without patient, are in one chain. */
export function laneOf(key: string): number {
  return (createHash('sha256').update(key).digest()[0] ?? 0) % LANES
}

/** Seal of a row: what it says, its place, and the seal of the row before it. A row changed, removed or put in between is seen. */
export function sealOf(
  row: Pick<TrailRow, '_id' | 'lane' | 'seq' | 'previous' | 'at' | 'recordedAt' | 'entry'>,
): string {
  const content = canonicalJson({
    id: row._id,
    lane: row.lane,
    seq: row.seq,
    previous: row.previous,
    at: row.at.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    entry: row.entry,
  })
  return createHash('sha256').update(content).digest('hex')
}

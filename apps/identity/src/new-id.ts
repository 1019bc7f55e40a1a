import { randomFillSync } from 'node:crypto'
import { ulid } from 'ulid'

const pool = new Uint8Array(4096)
let used = pool.length

/** Randomness by thousands of bytes at a time: asking the system for each character costs more than the rest of a message. */
function pooledRandom(): number {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return (pool[used++] ?? 0) / 256
}

/** A new identifier (ULID): sorted by time, 26 characters. */
export function newId(at?: number): string {
  return ulid(at, pooledRandom)
}

import { GENESIS, sealOf } from '../trail/chain'
import type { TrailRow } from '../trail/trail.schema'

export interface Break {
  lane: number
  /** place in the chain where something is wrong */
  seq: number
  kind: 'changed' | 'missing' | 'unlinked' | 'truncated'
  /** French sentence */
  message: string
}

/** Follows one chain, row after row; stops at the first thing that is wrong. */
export class LaneCheck {
  checked = 0
  broken: Break | undefined
  private expected: { seq: number; previous: string }

  /** @param before the row before the first one to follow; absent at the beginning of the chain */
  constructor(
    private readonly lane: number,
    before: TrailRow | null,
  ) {
    this.expected = before === null ? { seq: 1, previous: GENESIS } : { seq: before.seq + 1, previous: before.seal }
  }

  /** @returns false when the chain is broken and need not be followed further */
  follow(row: TrailRow): boolean {
    if (row.seq !== this.expected.seq) {
      const count = row.seq - this.expected.seq
      return this.report(
        this.expected.seq,
        'missing',
        `${count} trace(s) manquent à partir du rang ${this.expected.seq}.`,
      )
    }
    if (row.previous !== this.expected.previous)
      return this.report(row.seq, 'unlinked', `La trace de rang ${row.seq} ne suit pas celle qui la précède.`)
    if (sealOf(row) !== row.seal)
      return this.report(row.seq, 'changed', `La trace de rang ${row.seq} n’est plus celle qui a été enregistrée.`)
    this.checked++
    this.expected = { seq: row.seq + 1, previous: row.seal }
    return true
  }

  /** Once every row was followed: the chain must end where its head says. */
  end(head: { seq: number; seal: string }): void {
    if (this.broken !== undefined) return
    if (this.expected.seq <= head.seq)
      this.report(
        this.expected.seq,
        'truncated',
        `Les dernières traces manquent à partir du rang ${this.expected.seq}.`,
      )
    else if (this.expected.previous !== head.seal)
      this.report(head.seq, 'unlinked', 'La dernière trace n’est pas celle que désigne la tête de chaîne.')
  }

  private report(seq: number, kind: Break['kind'], message: string): false {
    this.broken = { lane: this.lane, seq, kind, message }
    return false
  }
}

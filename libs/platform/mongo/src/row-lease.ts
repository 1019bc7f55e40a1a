import { randomUUID } from 'node:crypto'
import type { Model, QueryFilter, UpdateQuery } from 'mongoose'
import { isDuplicateKey } from './mongo'

/** Fields of a row that one replica at a time holds. */
export interface LeasedRow {
  _id: string
  owner?: string
  until?: Date
}

/** What only one replica at a time may do, held by a row; whoever stops renewing loses it after a while. */
export class RowLease<T extends LeasedRow> {
  readonly owner = randomUUID()
  private heldUntil = 0

  constructor(
    private readonly model: Model<T>,
    private readonly id: T['_id'],
    /** milliseconds without being renewed */
    readonly durationMs = 10_000,
  ) {}

  get held(): boolean {
    return Date.now() < this.heldUntil
  }

  /** Takes or renews it; false when another replica holds it. */
  async acquire(): Promise<boolean> {
    const until = Date.now() + this.durationMs
    const free = {
      _id: this.id,
      $or: [{ owner: this.owner }, { until: { $lt: new Date() } }, { owner: { $exists: false } }],
    } as QueryFilter<T>
    const mine = { $set: { owner: this.owner, until: new Date(until) } } as UpdateQuery<T>
    try {
      await this.model.updateOne(free, mine, { upsert: true })
      this.heldUntil = until
      return true
    } catch (error) {
      // The row exists and another replica holds it: the upsert met the unique index of _id.
      if (!isDuplicateKey(error)) throw error
      this.heldUntil = 0
      return false
    }
  }

  /** Lets it go, with what else the row should say: another replica need not wait. */
  async release(values: Partial<T> = {}): Promise<void> {
    this.heldUntil = 0
    const mine = { _id: this.id, owner: this.owner } as QueryFilter<T>
    await this.model.updateOne(mine, { $set: { ...values, until: new Date(0) } })
  }
}

import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { type Model, Schema } from 'mongoose'
import { isDuplicateKey, Mongo } from '@anamnese/platform-mongo'

/** How long a replica carries batches out without renewing: another takes over after that. */
export const LEASE_MS = 10_000

interface PaceRow {
  _id: 'insi'
  owner?: string
  until?: Date
  /** no call of a batch before this instant, whichever replica makes it */
  nextCallAt?: Date
}

const paceSchema = new Schema<PaceRow>(
  { _id: String, owner: String, until: Date, nextCallAt: Date },
  { versionKey: false },
)

/** One replica carries batches out, at a pace that holds when another takes over. */
@Injectable()
export class PaceRepository {
  private readonly model: Model<PaceRow>
  private readonly owner = randomUUID()
  private heldUntil = 0

  constructor(mongo: Mongo) {
    this.model = mongo.model<PaceRow>('insi_pace', paceSchema)
  }

  get held(): boolean {
    return Date.now() < this.heldUntil
  }

  /** Takes or renews the lease; false when another replica holds it. */
  async acquire(): Promise<boolean> {
    const until = Date.now() + LEASE_MS
    const free = {
      _id: 'insi' as const,
      $or: [{ owner: this.owner }, { until: { $lt: new Date() } }, { owner: { $exists: false } }],
    }
    try {
      await this.model.updateOne(free, { $set: { owner: this.owner, until: new Date(until) } }, { upsert: true })
      this.heldUntil = until
      return true
    } catch (error) {
      // The row exists and another replica holds it: the upsert met the unique index of _id.
      if (!isDuplicateKey(error)) throw error
      this.heldUntil = 0
      return false
    }
  }

  async release(): Promise<void> {
    this.heldUntil = 0
    await this.model.updateOne({ _id: 'insi', owner: this.owner }, { $set: { until: new Date(0) } })
  }

  /** Takes the turn of one call: how long to wait before it, in milliseconds. The turn after it is set at once. */
  async turn(intervalMs: number): Promise<number> {
    const row = await this.model.findById('insi', { nextCallAt: 1 }, { lean: true })
    const now = Date.now()
    const at = Math.max(now, row?.nextCallAt?.getTime() ?? 0)
    await this.model.updateOne({ _id: 'insi', owner: this.owner }, { $set: { nextCallAt: new Date(at + intervalMs) } })
    return at - now
  }
}

import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { type Model, Schema } from 'mongoose'
import { isDuplicateKey, Mongo } from '@anamnese/platform-mongo'

/** How long a replica keeps a link without renewing: another takes it over after that. */
export const LEASE_MS = 10_000
const SUCCESS_EVERY_MS = 1_000

/** Who sends to a subscriber (`_id`), and what supervision shows of the link. */
export interface LinkRow {
  _id: string
  owner?: string
  until?: Date
  connected: boolean
  lastSuccessAt?: Date
  lastError?: { at: Date; message: string }
}

const linkSchema = new Schema<LinkRow>(
  {
    _id: String,
    owner: String,
    until: Date,
    connected: { type: Boolean, default: false },
    lastSuccessAt: Date,
    lastError: Schema.Types.Mixed,
  },
  { versionKey: false },
)

/** Leases of the links, so that two replicas never send to one subscriber, and their state for every replica to show. */
@Injectable()
export class LinkRepository {
  private readonly model: Model<LinkRow>
  private readonly owner = randomUUID()
  private readonly held = new Map<string, number>()
  private readonly told = new Map<string, number>()

  constructor(mongo: Mongo) {
    this.model = mongo.model<LinkRow>('pam_links', linkSchema)
  }

  /** True while this replica may send to it. */
  holds(subscriberId: string): boolean {
    return Date.now() < (this.held.get(subscriberId) ?? 0)
  }

  /** Takes or renews the lease; false when another replica has it. */
  async acquire(subscriberId: string): Promise<boolean> {
    const until = Date.now() + LEASE_MS
    try {
      const free = {
        _id: subscriberId,
        $or: [{ owner: this.owner }, { until: { $lt: new Date() } }, { owner: { $exists: false } }],
      }
      await this.model.updateOne(free, { $set: { owner: this.owner, until: new Date(until) } }, { upsert: true })
      this.held.set(subscriberId, until)
      return true
    } catch (error) {
      // The row exists and another replica has it: the upsert met the unique index of _id.
      if (!isDuplicateKey(error)) throw error
      this.held.delete(subscriberId)
      return false
    }
  }

  async release(subscriberId: string): Promise<void> {
    this.held.delete(subscriberId)
    const mine = { _id: subscriberId, owner: this.owner }
    await this.model.updateOne(mine, { $set: { until: new Date(0), connected: false } })
  }

  async connected(subscriberId: string): Promise<void> {
    await this.set(subscriberId, { connected: true })
  }

  /** Supervision is read by people: one write a second says enough. */
  async succeeded(subscriberId: string, at: Date): Promise<void> {
    if (at.getTime() - (this.told.get(subscriberId) ?? 0) < SUCCESS_EVERY_MS) return
    this.told.set(subscriberId, at.getTime())
    await this.set(subscriberId, { connected: true, lastSuccessAt: at })
  }

  async failed(subscriberId: string, at: Date, message: string): Promise<void> {
    this.told.delete(subscriberId)
    await this.set(subscriberId, { connected: false, lastError: { at, message } })
  }

  async readAll(ids: readonly string[]): Promise<Map<string, LinkRow>> {
    const rows = await this.model.find({ _id: { $in: [...ids] } }, null, { lean: true })
    return new Map(rows.map((row) => [row._id, row as LinkRow]))
  }

  private async set(subscriberId: string, values: Partial<LinkRow>): Promise<void> {
    await this.model.updateOne({ _id: subscriberId }, { $set: values }, { upsert: true })
  }
}

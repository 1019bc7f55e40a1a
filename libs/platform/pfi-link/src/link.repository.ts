import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Schema, type Model } from 'mongoose'
import { isDuplicateKey, Mongo } from '@anamnese/platform-mongo'

/** How long a replica holds the link without renewing: another takes it over after that. */
export const LEASE_MS = 10_000
const SUCCESS_EVERY_MS = 1_000

/** The one row: who sends, and what supervision shows. */
export interface LinkRow {
  _id: 'pfi'
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

/** Lease of the link, so that replicas do not send twice, and its state for every replica to show. */
@Injectable()
export class LinkRepository {
  private readonly model: Model<LinkRow>
  private readonly owner = randomUUID()
  private heldUntil = 0
  private toldSuccessAt = 0

  constructor(mongo: Mongo) {
    this.model = mongo.model<LinkRow>('pfi_link', linkSchema)
  }

  /** True while this replica may send. */
  get held(): boolean {
    return Date.now() < this.heldUntil
  }

  /** Takes or renews the lease; false when another replica holds it. */
  async acquire(): Promise<boolean> {
    const until = Date.now() + LEASE_MS
    try {
      const free = {
        _id: 'pfi' as const,
        $or: [{ owner: this.owner }, { until: { $lt: new Date() } }, { owner: { $exists: false } }],
      }
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
    const connected = false
    await this.model.updateOne({ _id: 'pfi', owner: this.owner }, { $set: { until: new Date(0), connected } })
  }

  async connected(): Promise<void> {
    await this.set({ connected: true })
  }

  /** Supervision is read by people: one write a second says enough, and an order less waits for it. */
  async succeeded(at: Date): Promise<void> {
    if (at.getTime() - this.toldSuccessAt < SUCCESS_EVERY_MS) return
    this.toldSuccessAt = at.getTime()
    await this.set({ connected: true, lastSuccessAt: at })
  }

  async failed(at: Date, message: string): Promise<void> {
    this.toldSuccessAt = 0
    await this.set({ connected: false, lastError: { at, message } })
  }

  async read(): Promise<LinkRow | null> {
    return await this.model.findById('pfi', null, { lean: true })
  }

  private async set(values: Partial<LinkRow>): Promise<void> {
    await this.model.updateOne({ _id: 'pfi' }, { $set: values }, { upsert: true })
  }
}

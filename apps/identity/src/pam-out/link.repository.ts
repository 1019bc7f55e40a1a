import { Injectable } from '@nestjs/common'
import { type Model, Schema } from 'mongoose'
import { type LeasedRow, Mongo, RowLease } from '@anamnese/platform-mongo'

const SUCCESS_EVERY_MS = 1_000

/** Who sends to a subscriber (`_id`), and what supervision shows of the link. */
export interface LinkRow extends LeasedRow {
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
  private readonly told = new Map<string, number>()

  constructor(mongo: Mongo) {
    this.model = mongo.model<LinkRow>('pam_links', linkSchema)
  }

  /** Who may send to a subscriber. */
  leaseOf(subscriberId: string): RowLease<LinkRow> {
    return new RowLease(this.model, subscriberId)
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

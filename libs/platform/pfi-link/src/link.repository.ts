import { Injectable } from '@nestjs/common'
import { Schema, type Model } from 'mongoose'
import { type LeasedRow, Mongo, RowLease } from '@anamnese/platform-mongo'

const SUCCESS_EVERY_MS = 1_000

/** The one row: who sends, and what supervision shows. */
export interface LinkRow extends LeasedRow {
  _id: 'pfi'
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
  /** who may send */
  readonly lease: RowLease<LinkRow>
  private toldSuccessAt = 0

  constructor(mongo: Mongo) {
    this.model = mongo.model<LinkRow>('pfi_link', linkSchema)
    this.lease = new RowLease(this.model, 'pfi')
  }

  /** The lease goes to another replica at once. */
  async release(): Promise<void> {
    await this.lease.release({ connected: false })
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

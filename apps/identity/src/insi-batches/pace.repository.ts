import { Injectable } from '@nestjs/common'
import { type Model, Schema } from 'mongoose'
import { type LeasedRow, Mongo, RowLease } from '@anamnese/platform-mongo'

interface PaceRow extends LeasedRow {
  _id: 'insi'
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
  readonly lease: RowLease<PaceRow>

  constructor(mongo: Mongo) {
    this.model = mongo.model<PaceRow>('insi_pace', paceSchema)
    this.lease = new RowLease(this.model, 'insi')
  }

  /** Takes the turn of one call: how long to wait before it, in milliseconds. The turn after it is set at once. */
  async turn(intervalMs: number): Promise<number> {
    const row = await this.model.findById('insi', { nextCallAt: 1 }, { lean: true })
    const now = Date.now()
    const at = Math.max(now, row?.nextCallAt?.getTime() ?? 0)
    const mine = { _id: 'insi' as const, owner: this.lease.owner }
    await this.model.updateOne(mine, { $set: { nextCallAt: new Date(at + intervalMs) } })
    return at - now
  }
}

import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { DmpStateView } from '@anamnese/contracts'
import type { Ins } from '@anamnese/domain-ins'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'

/** The last answer of the DMP about a patient, or why there is none. */
export interface DmpStateRow extends Stored {
  ins: Ins
  state: DmpStateView['state']
  message: string
  checkedAt: Date
}

const stateSchema = new Schema<DmpStateRow>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    ins: { type: Schema.Types.Mixed, required: true },
    state: { type: String, required: true },
    message: { type: String, required: true },
    checkedAt: { type: Date, required: true },
  },
  { versionKey: false },
)

@Injectable()
export class DmpStateRepository extends Repository<DmpStateRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'dmp_states', stateSchema)
  }

  /** Keeps the latest answer, whatever there was. */
  async keep(row: Omit<DmpStateRow, 'version'>): Promise<void> {
    const filter = this.within(row.establishment, { _id: row._id })
    await this.model.updateOne(filter, { $set: row, $inc: { version: 1 } }, { upsert: true })
  }
}

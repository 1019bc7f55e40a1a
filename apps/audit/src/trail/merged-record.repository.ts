import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { type MergeableRecord, MergedRecordsRepository, Mongo } from '@anamnese/platform-mongo'

const schema = new Schema<MergeableRecord>(
  { _id: String, establishment: String, version: Number, mergedInto: String },
  { versionKey: false },
)
// The records merged into one: what was done to them was done to it.
schema.index({ establishment: 1, mergedInto: 1 }, { sparse: true })

/** Records that are merged, or were: the others are not needed here. */
@Injectable()
export class MergedRecordRepository extends MergedRecordsRepository<MergeableRecord> {
  constructor(mongo: Mongo) {
    super(mongo, 'merged_records', schema)
  }
}

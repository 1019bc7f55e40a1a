import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { type MergeableRecord, MergedRecordsRepository, Mongo } from '@anamnese/platform-mongo'

/** What this service knows of a patient: the record that it was merged into. */
const schema = new Schema<MergeableRecord>(
  { _id: String, establishment: String, version: Number, mergedInto: String },
  { versionKey: false },
)
// The records merged into one.
schema.index({ establishment: 1, mergedInto: 1 }, { sparse: true })

@Injectable()
export class MergedRecordRepository extends MergedRecordsRepository<MergeableRecord> {
  constructor(mongo: Mongo) {
    super(mongo, 'records', schema)
  }
}

import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { DuplicateScan } from './duplicate-scan'

/** Read by establishment, which is its identifier. */
const schema = new Schema<DuplicateScan>(
  {
    _id: String,
    establishment: String,
    version: Number,
    state: String,
    startedAt: String,
    startedBy: String,
    endedAt: String,
    cursor: String,
    queued: Number,
    total: Number,
  },
  { versionKey: false },
)

@Injectable()
export class DuplicateScanRepository extends Repository<DuplicateScan> {
  constructor(mongo: Mongo) {
    super(mongo, 'duplicate_scans', schema)
  }
}

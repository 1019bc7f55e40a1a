import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { blobPiece, storedFields } from '../pieces.schema'
import type { ExportJob } from './export-job'

const volume = new Schema({ number: Number, documents: Number, blob: blobPiece }, { _id: false })
const schema = new Schema<ExportJob>(
  {
    ...storedFields,
    request: Schema.Types.Mixed,
    patientName: String,
    state: String,
    requestedBy: String,
    requestedById: String,
    requestedAt: String,
    finishedAt: String,
    expiresAt: Date,
    total: Number,
    done: Number,
    problems: Number,
    volumes: [volume],
    cursor: new Schema({ validatedAt: String, id: String }, { _id: false }),
    reason: String,
    attempts: Number,
    dueAt: Date,
  },
  { versionKey: false },
)
// The list of exports, newest first.
schema.index({ establishment: 1, requestedAt: -1 })
// Those that have to go on, and those whose time is over.
schema.index({ establishment: 1, dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } })
schema.index({ establishment: 1, state: 1, expiresAt: 1 })

@Injectable()
export class ExportRepository extends Repository<ExportJob> {
  constructor(mongo: Mongo) {
    super(mongo, 'exports', schema)
  }

  /** Takes an export that nobody has, for `leaseMs`. The version grows: who had it before cannot write any more. */
  async claim(establishment: string, leaseMs: number): Promise<ExportJob | null> {
    const now = new Date()
    return await this.model.findOneAndUpdate(
      this.within(establishment, { dueAt: { $lte: now } }),
      { $set: { dueAt: new Date(now.getTime() + leaseMs), state: 'running' }, $inc: { version: 1, attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after', lean: true },
    )
  }

  async over(establishment: string): Promise<ExportJob[]> {
    return this.find(establishment, { state: 'ready', expiresAt: { $lte: new Date() } }, { limit: 20 })
  }
}

import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { blobPiece, codePiece, storedFields } from '../pieces.schema'
import type { Arrival } from './arrival'

const reason = new Schema({ code: String, message: String }, { _id: false })
const schema = new Schema<Arrival>(
  {
    ...storedFields,
    origin: String,
    action: String,
    state: String,
    content: blobPiece,
    fileName: String,
    sender: String,
    subject: String,
    targetOid: String,
    stylesheet: blobPiece,
    choice: new Schema(
      { patientId: String, by: String, byId: String, despiteDifferences: Boolean, keepBoth: Boolean },
      { _id: false },
    ),
    type: { type: codePiece },
    title: String,
    parent: String,
    receivedAt: String,
    receivedBy: String,
    kind: String,
    scannedBy: String,
    document: Schema.Types.Mixed,
    patient: Schema.Types.Mixed,
    suggestion: Schema.Types.Mixed,
    findings: [Schema.Types.Mixed],
    reason,
    patientId: String,
    documentId: String,
    history: [Schema.Types.Mixed],
    attempts: Number,
    dueAt: Date,
  },
  { versionKey: false },
)
// The worklist: what waits for a person, newest first.
schema.index({ establishment: 1, state: 1, receivedAt: -1 })
// What has to be examined, oldest first. Only those rows.
schema.index({ establishment: 1, dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } })
// Reading a document: the findings of its arrival.
schema.index({ establishment: 1, documentId: 1 }, { partialFilterExpression: { documentId: { $exists: true } } })

@Injectable()
export class ArrivalRepository extends Repository<Arrival> {
  constructor(mongo: Mongo) {
    super(mongo, 'arrivals', schema)
  }

  /**
   * Takes one arrival that is due, for `leaseMs`: another replica takes it again after that. The attempt is counted before it begins, so
   * that what kills the process is not tried for ever; the version grows, so that who lost the lease cannot write any more.
   */
  async claim(establishment: string, leaseMs: number, id?: string): Promise<Arrival | null> {
    const now = new Date()
    return await this.model.findOneAndUpdate(
      this.within(establishment, { dueAt: { $lte: now }, ...(id === undefined ? {} : { _id: id }) }),
      { $set: { dueAt: new Date(now.getTime() + leaseMs) }, $inc: { attempts: 1, version: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after', lean: true },
    )
  }
}

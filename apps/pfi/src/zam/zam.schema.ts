import { Schema } from 'mongoose'
import type { Zam } from './zam'

export const zamSchema = new Schema<Zam>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    jobId: { type: String, required: true },
    controlId: { type: String, required: true },
    originalControlId: { type: String, required: true },
    bytes: { type: Buffer, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    lease: { type: Schema.Types.Mixed } as never,
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    nextAttemptAt: { type: Date, required: true },
    error: String,
  },
  { versionKey: false, minimize: false },
)
// One acknowledgement per job, whatever happens.
zamSchema.index({ jobId: 1 }, { unique: true })
// The sender: the oldest one that is due.
zamSchema.index({ state: 1, nextAttemptAt: 1, _id: 1 })
// Supervision: the most recent first.
zamSchema.index({ establishment: 1, state: 1, changedAt: -1 })

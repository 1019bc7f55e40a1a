import { Schema } from 'mongoose'
import type { Batch, BatchItem } from './batch'

export const batchSchema = new Schema<Batch>(
  {
    _id: String,
    establishment: String,
    version: Number,
    kind: String,
    state: String,
    createdAt: String,
    actor: Schema.Types.Mixed,
    acceptIdentical: Boolean,
    total: Number,
    endedAt: String,
  },
  { versionKey: false, minimize: false },
)
// Batches of the establishment, the most recent first.
batchSchema.index({ establishment: 1, createdAt: -1 })
// Those that are running, for the one that carries them out.
batchSchema.index({ state: 1 })

export const batchItemSchema = new Schema<BatchItem>(
  {
    _id: String,
    establishment: String,
    version: Number,
    batchId: String,
    patientId: String,
    outcome: String,
    message: String,
    attempts: Number,
    nextAttemptAt: Date,
    at: String,
    callId: String,
    decidedAt: String,
  },
  { versionKey: false },
)
// The next one to try; items of a batch by outcome, and their number.
batchItemSchema.index({ batchId: 1, outcome: 1, nextAttemptAt: 1 })
// The item that a person decides on by its call.
batchItemSchema.index({ establishment: 1, callId: 1 }, { sparse: true })

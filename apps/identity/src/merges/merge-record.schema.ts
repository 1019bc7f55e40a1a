import { Schema } from 'mongoose'
import type { MergeRecord } from './merge-record'

const { Mixed } = Schema.Types

export const mergeRecordSchema = new Schema<MergeRecord>(
  {
    _id: String,
    establishment: String,
    version: Number,
    survivorId: String,
    absorbedId: String,
    state: String,
    at: String,
    author: String,
    origin: Mixed,
    reason: String,
    snapshot: Mixed,
    carried: [String],
    traitsAfter: Mixed,
    undone: Mixed,
  },
  { versionKey: false, minimize: false },
)
// List of the merges, the most recent first.
mergeRecordSchema.index({ establishment: 1, state: 1, at: -1 })
mergeRecordSchema.index({ establishment: 1, at: -1 })
// The merges of a record, whichever side it was on; one merge at a time takes a record away.
mergeRecordSchema.index({ establishment: 1, survivorId: 1, at: -1 })
mergeRecordSchema.index(
  { establishment: 1, absorbedId: 1 },
  { unique: true, partialFilterExpression: { state: 'done' } },
)

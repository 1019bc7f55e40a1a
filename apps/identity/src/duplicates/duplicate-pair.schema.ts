import { Schema } from 'mongoose'
import type { DuplicatePair } from './duplicate-pair'

const { Mixed } = Schema.Types

export const duplicatePairSchema = new Schema<DuplicatePair>(
  {
    _id: String,
    establishment: String,
    version: Number,
    patients: { type: [String], required: true } as never,
    kind: String,
    state: String,
    score: Number,
    reasons: [Mixed],
    collision: Mixed,
    signal: Mixed,
    decision: Mixed,
    createdAt: String,
    changedAt: String,
  },
  { versionKey: false },
)
// Worklist: what awaits a decision, of one kind or both, the strongest first.
duplicatePairSchema.index({ establishment: 1, state: 1, score: -1, _id: 1 })
duplicatePairSchema.index({ establishment: 1, state: 1, kind: 1, score: -1, _id: 1 })
// Pairs of a record, each time that it changes.
duplicatePairSchema.index({ establishment: 1, patients: 1 })

import { Schema } from 'mongoose'
import type { MatchCard } from './match-card'

export const matchCardSchema = new Schema<MatchCard>(
  {
    _id: String,
    establishment: String,
    version: Number,
    keys: [String],
    compared: String,
    pending: new Schema({ priority: Number, since: Date, leasedUntil: Date }, { _id: false }),
  },
  { versionKey: false },
)
// The records filed under the keys of another one: what makes a search among a million read a few dozen.
matchCardSchema.index({ establishment: 1, keys: 1 })
// The next record to compare, what has just changed first. Only those that wait are in it.
matchCardSchema.index(
  { establishment: 1, 'pending.priority': 1, 'pending.since': 1 },
  { partialFilterExpression: { 'pending.since': { $exists: true } } },
)

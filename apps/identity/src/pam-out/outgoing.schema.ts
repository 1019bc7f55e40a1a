import { Schema } from 'mongoose'
import type { Outgoing } from './outgoing'

export const outgoingSchema = new Schema<Outgoing>(
  {
    _id: String,
    establishment: String,
    version: Number,
    subscriberId: String,
    event: String,
    patientId: String,
    patientLabel: String,
    lanes: [String],
    open: Boolean,
    state: String,
    controlId: String,
    bytes: Buffer,
    charset: String,
    withIns: Boolean,
    attempts: Number,
    failures: Number,
    nextAttemptAt: Date,
    reason: Schema.Types.Mixed,
    answer: String,
    settledBy: String,
    createdAt: Date,
    changedAt: Date,
    expiresAt: Date,
    correlation: Schema.Types.Mixed,
  },
  { versionKey: false },
)
// The sender of a subscriber: what is open, in the order of the facts. Supervision: how many wait, since when.
outgoingSchema.index({ subscriberId: 1, open: 1, _id: 1 })
// The list, the most recent first, by subscriber and by state.
outgoingSchema.index({ establishment: 1, subscriberId: 1, state: 1, _id: -1 })
outgoingSchema.index({ establishment: 1, state: 1, _id: -1 })
outgoingSchema.index({ establishment: 1, patientId: 1, _id: -1 })
outgoingSchema.index({ establishment: 1, controlId: 1 })
// End of the retention.
outgoingSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

import { Schema } from 'mongoose'
import type { ExchangeOrder } from './order'

export const orderSchema = new Schema<ExchangeOrder>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    channel: { type: String, required: true },
    patientId: { type: String, required: true },
    document: { type: Schema.Types.Mixed, required: true },
    correlation: Schema.Types.Mixed,
    recipient: String,
    recipientIdNat: String,
    recipientName: String,
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    failures: { type: Number, required: true },
    wire: Schema.Types.Mixed,
    controlIds: { type: [String], required: true },
    reason: Schema.Types.Mixed,
    withdrawn: Boolean,
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    nextAttemptAt: Date,
    history: { type: [Schema.Types.Mixed], required: true } as never,
    lastAck: String,
  },
  { versionKey: false, minimize: false },
)
// The worker: oldest waiting order of each patient; supervision: how many wait and since when.
orderSchema.index({ state: 1, patientId: 1, _id: 1, nextAttemptAt: 1 })
// Business acknowledgement → order.
orderSchema.index({ controlIds: 1 }, { unique: true, partialFilterExpression: { 'controlIds.0': { $exists: true } } })
// Worklist, newest first, by state.
orderSchema.index({ establishment: 1, state: 1, changedAt: -1 })
orderSchema.index({ establishment: 1, changedAt: -1 })
// The record of a patient.
orderSchema.index({ establishment: 1, patientId: 1, changedAt: -1 })
// One document: its orders, and whether an earlier version went to the same place.
orderSchema.index({ establishment: 1, 'document.documentId': 1, recipient: 1 })

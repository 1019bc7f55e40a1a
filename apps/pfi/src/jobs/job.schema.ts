import { Schema } from 'mongoose'
import type { Job } from './job'

export const jobSchema = new Schema<Job>(
  {
    // ULID: the order of arrival.
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    messageId: { type: String, required: true },
    controlId: { type: String, required: true },
    channel: { type: String, required: true },
    recipient: String,
    recipientName: String,
    lane: { type: String, required: true },
    operation: { type: String, required: true },
    documentId: { type: String, required: true },
    documentType: { type: String, required: true },
    acknowledge: { type: Boolean, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    failures: { type: Number, required: true },
    uncertain: { type: Boolean, required: true },
    lease: { type: Schema.Types.Mixed } as never,
    submissionSetId: { type: String, required: true },
    signatureId: { type: String, required: true },
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    nextAttemptAt: { type: Date, required: true },
    error: { type: Schema.Types.Mixed } as never,
    history: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { versionKey: false, minimize: false },
)
// The worker: the oldest open job of each lane, and whether it is due.
jobSchema.index({ state: 1, lane: 1, _id: 1, nextAttemptAt: 1 })
// Renewal of the leases of one worker.
jobSchema.index({ 'lease.owner': 1, state: 1 })
// Supervision: jobs by state and destination, the most recent first.
jobSchema.index({ establishment: 1, channel: 1, state: 1, changedAt: -1 })
jobSchema.index({ establishment: 1, changedAt: -1 })
// A document: what was sent of it, and to whom.
jobSchema.index({ establishment: 1, documentId: 1 })
// A message: its jobs.
jobSchema.index({ establishment: 1, controlId: 1 })

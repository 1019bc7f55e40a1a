import { Schema } from 'mongoose'
import type { InsiCall } from './insi-call'

const { Mixed } = Schema.Types

export const insiCallSchema = new Schema<InsiCall>(
  {
    _id: String,
    establishment: String,
    version: Number,
    patientId: String,
    kind: { type: String, default: 'search' },
    at: String,
    operator: String,
    outcome: String,
    code: String,
    message: String,
    retryable: Boolean,
    certificate: String,
    batchId: String,
    attempts: [Mixed],
    exchanges: [Mixed],
    identity: Mixed,
  },
  { versionKey: false, minimize: false },
)
// Calls made for a patient, the most recent first.
insiCallSchema.index({ establishment: 1, patientId: 1, at: -1 })

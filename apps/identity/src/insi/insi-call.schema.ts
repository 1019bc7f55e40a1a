import { Schema } from 'mongoose'
import type { InsiCall } from './insi-call'

export const insiCallSchema = new Schema<InsiCall>(
  {
    _id: String,
    establishment: String,
    version: Number,
    patientId: String,
    at: String,
    operator: String,
    outcome: String,
    code: String,
    message: String,
    attempts: [Schema.Types.Mixed],
    identity: Schema.Types.Mixed,
  },
  { versionKey: false, minimize: false },
)
// Calls made for a patient, the most recent first.
insiCallSchema.index({ establishment: 1, patientId: 1, at: -1 })

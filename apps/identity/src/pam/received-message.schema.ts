import { Schema } from 'mongoose'
import type { ReceivedMessage } from './received-message'

export const receivedMessageSchema = new Schema<ReceivedMessage>(
  {
    _id: String,
    establishment: String,
    version: Number,
    receivedAt: Date,
    peer: String,
    sender: String,
    controlId: String,
    fingerprint: String,
    event: String,
    outcome: String,
    findings: [Schema.Types.Mixed],
    patientId: String,
    bytes: Buffer,
    answer: Buffer,
    charset: String,
    expiresAt: Date,
  },
  { versionKey: false },
)
// The first answer to a message that is sent again; two replicas that receive it at once keep one.
receivedMessageSchema.index({ establishment: 1, sender: 1, controlId: 1, fingerprint: 1 }, { unique: true })
// List of the messages received, by outcome, the most recent first.
receivedMessageSchema.index({ establishment: 1, outcome: 1, receivedAt: -1 })
receivedMessageSchema.index({ establishment: 1, receivedAt: -1 })
// Messages about a patient.
receivedMessageSchema.index({ establishment: 1, patientId: 1, receivedAt: -1 })
// End of the retention.
receivedMessageSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

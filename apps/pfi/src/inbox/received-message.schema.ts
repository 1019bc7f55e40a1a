import { Schema } from 'mongoose'
import type { ReceivedMessage } from './received-message'

export const receivedMessageSchema = new Schema<ReceivedMessage>(
  {
    // Sender and MSH-10: the primary key is what makes a message that is sent again find its first answer.
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    controlId: { type: String, required: true },
    sender: { type: String, required: true },
    peer: { type: String, required: true },
    receivedAt: { type: Date, required: true },
    type: { type: String, required: true },
    outcome: { type: String, required: true },
    findings: { type: [Schema.Types.Mixed], required: true } as never,
    answer: { type: Buffer, required: true },
    content: { type: Schema.Types.Mixed, required: true } as never,
  },
  { versionKey: false, minimize: false },
)
// Messages received, the most recent first, by outcome.
receivedMessageSchema.index({ establishment: 1, outcome: 1, receivedAt: -1 })
receivedMessageSchema.index({ establishment: 1, receivedAt: -1 })

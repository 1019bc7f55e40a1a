import { Schema } from 'mongoose'

/** An event that waits to be published. Removed once Kafka has it. */
export interface OutboxRow {
  _id: string
  topic: string
  type: string
  key: string
  data: unknown
  time: string
  createdAt: Date
  correlationId: string
  causationId?: string
  traceparent?: string
}

export const outboxSchema = new Schema<OutboxRow>(
  {
    _id: { type: String, required: true },
    topic: { type: String, required: true },
    type: { type: String, required: true },
    key: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    time: { type: String, required: true },
    createdAt: { type: Date, required: true },
    correlationId: { type: String, required: true },
    causationId: String,
    traceparent: String,
  },
  { versionKey: false, minimize: false },
)
// Age of the oldest waiting event (readiness), and the order in which a relay without a resume point takes them.
outboxSchema.index({ createdAt: 1, _id: 1 })

/** One row: who relays, until when, and after which change of the outbox to go on. */
export interface RelayRow {
  _id: 'relay'
  owner: string
  until: Date
  resumeAfter?: unknown
}

export const relaySchema = new Schema<RelayRow>(
  { _id: String, owner: String, until: Date, resumeAfter: Schema.Types.Mixed },
  { versionKey: false },
)

import { Schema } from 'mongoose'

/** An event that this service has handled: written in the transaction of the handler, so that it is handled once. */
export interface InboxRow {
  /** the event's id */
  _id: string
  type: string
  handledAt: Date
}

export const inboxSchema = new Schema<InboxRow>(
  {
    _id: { type: String, required: true },
    type: { type: String, required: true },
    handledAt: { type: Date, required: true },
  },
  { versionKey: false },
)
// Kept far longer than a broker would ever deliver an event again, except for a rebuild, which empties the collection first.
inboxSchema.index({ handledAt: 1 }, { expireAfterSeconds: 90 * 24 * 3600 })

/** An event that could not be handled, kept whole for examination and replay. */
export interface DeadLetterRow {
  _id: string
  topic: string
  partition: number
  offset: string
  key: string
  type?: string
  headers: Record<string, string>
  /** the record's value, base64 */
  value: string
  error: { code: string; message: string }
  attempts: number
  failedAt: Date
  state: 'open' | 'replayed' | 'dismissed'
  settledAt?: Date
  settledBy?: string
}

export const deadLetterSchema = new Schema<DeadLetterRow>(
  {
    _id: { type: String, required: true },
    topic: { type: String, required: true },
    partition: { type: Number, required: true },
    offset: { type: String, required: true },
    key: { type: String, default: '' },
    type: String,
    headers: { type: Schema.Types.Mixed, default: {} },
    value: { type: String, default: '' },
    error: { code: { type: String, required: true }, message: { type: String, required: true } },
    attempts: { type: Number, required: true },
    failedAt: { type: Date, required: true },
    state: { type: String, required: true },
    settledAt: Date,
    settledBy: String,
  },
  { versionKey: false, minimize: false },
)
// The list of what is still to be looked at, newest first.
deadLetterSchema.index({ state: 1, failedAt: -1 })

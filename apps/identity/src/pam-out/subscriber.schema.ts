import { Schema } from 'mongoose'
import type { Subscriber } from './subscriber'

export const subscriberSchema = new Schema<Subscriber>(
  {
    _id: String,
    establishment: String,
    version: Number,
    name: String,
    host: String,
    port: Number,
    tls: Boolean,
    ca: String,
    application: String,
    facility: String,
    charset: String,
    ackMode: String,
    events: [String],
    domains: [String],
    paused: Boolean,
    createdAt: String,
  },
  { versionKey: false },
)
// The list of an establishment; two subscribers do not have the same name.
subscriberSchema.index({ establishment: 1, name: 1 }, { unique: true })

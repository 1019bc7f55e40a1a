import { Schema } from 'mongoose'
import type { GatewaySession, OpenRecord } from './gateway-session'

const openRecordSchema = new Schema<OpenRecord>(
  { patientId: String, purpose: String, reason: String, openedAt: Date },
  { _id: false },
)

export const sessionSchema = new Schema<GatewaySession>(
  {
    _id: String,
    establishment: { type: String, required: true },
    actor: { type: Object, required: true },
    exercises: { type: [Object] as unknown as [], required: true },
    exerciseId: String,
    csrfToken: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
    checkedAt: { type: Date, required: true },
    identity: { type: new Schema({ issuer: String, sub: String, sid: String }, { _id: false }), required: true },
    tokens: { type: String, required: true },
    openRecords: [openRecordSchema],
  },
  { versionKey: false, minimize: false },
)

// The server removes what is over (the check of each request does not depend on it).
sessionSchema.index({ endsAt: 1 }, { expireAfterSeconds: 0 })
// Back-channel logout, by the provider's session or by its subject.
sessionSchema.index({ 'identity.issuer': 1, 'identity.sid': 1 })
sessionSchema.index({ 'identity.issuer': 1, 'identity.sub': 1 })

import { Schema } from 'mongoose'
import type { Account, IdentityLink } from './account'

const linkSchema = new Schema<IdentityLink>({ issuer: String, sub: String, linkedAt: String }, { _id: false })

export const accountSchema = new Schema<Account>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    family: { type: String, required: true },
    given: { type: String, required: true },
    prefix: String,
    idNat: String,
    profession: { type: String, required: true },
    specialty: { type: new Schema({ code: String, system: String, display: String }, { _id: false }) },
    units: [String],
    permissions: [String],
    words: [String],
    active: { type: Boolean, required: true },
    links: [linkSchema],
    lastSignInAt: String,
    createdAt: String,
    changedAt: String,
  },
  { versionKey: false },
)

// Sign-in by national identifier; two accounts of one person would make the link ambiguous.
accountSchema.index(
  { establishment: 1, idNat: 1 },
  { unique: true, partialFilterExpression: { idNat: { $type: 'string' } } },
)
// One subject of a provider is one account.
accountSchema.index(
  { establishment: 1, 'links.issuer': 1, 'links.sub': 1 },
  { unique: true, partialFilterExpression: { 'links.sub': { $type: 'string' } } },
)
// Search by the beginning of words.
accountSchema.index({ establishment: 1, words: 1 })
// List of the accounts by name.
accountSchema.index({ establishment: 1, family: 1, given: 1 })

import { Schema } from 'mongoose'
import type { Correspondent } from './correspondent'

const codeSchema = new Schema({ code: String, system: String, display: String }, { _id: false })
const mailboxSchema = new Schema({ address: String, type: { type: String } }, { _id: false })

export const correspondentSchema = new Schema<Correspondent>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    idNat: { type: String, required: true },
    family: { type: String, required: true },
    given: String,
    prefix: String,
    specialty: { type: codeSchema },
    mailboxes: [mailboxSchema],
    words: [String],
    state: { type: String, required: true },
    nextCheckAt: { type: Date, required: true },
    failures: { type: Number, required: true },
    changedAt: String,
  },
  { versionKey: false },
)

// Search by the beginning of words.
correspondentSchema.index({ establishment: 1, words: 1 })
// What the Annuaire is to be asked next.
correspondentSchema.index({ nextCheckAt: 1 })

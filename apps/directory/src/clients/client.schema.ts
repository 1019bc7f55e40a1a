import { Schema } from 'mongoose'
import type { ApiClient } from './client'

/** Found by its id (`_id`) only; the list is short. */
export const clientSchema = new Schema<ApiClient>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    name: { type: String, required: true },
    secretHash: { type: String, required: true },
    scopes: [String],
    active: { type: Boolean, required: true },
    createdAt: String,
    changedAt: String,
    lastUsedAt: String,
  },
  { versionKey: false },
)

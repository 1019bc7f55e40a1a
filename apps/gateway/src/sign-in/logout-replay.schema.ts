import { Schema } from 'mongoose'

/** A logout token that was played: `_id` is its issuer and `jti`. */
export interface PlayedLogout {
  _id: string
  at: Date
}

export const playedLogoutSchema = new Schema<PlayedLogout>(
  { _id: String, at: { type: Date, required: true } },
  { versionKey: false },
)

// A token older than five minutes is refused by its age: an hour of memory is more than enough.
playedLogoutSchema.index({ at: 1 }, { expireAfterSeconds: 3600 })

import { Schema } from 'mongoose'
import type { Choices } from './choices'

/** Read and written by patient, which is the identifier: no other index. */
export const choicesSchema = new Schema<Choices>(
  {
    _id: String,
    establishment: String,
    version: Number,
    dmpStatus: String,
    feeding: String,
    feedingAt: String,
    consultation: String,
    consultationAt: String,
    recordedBy: String,
    history: [Schema.Types.Mixed],
    changedAt: String,
    merges: [Schema.Types.Mixed],
  },
  { versionKey: false },
)

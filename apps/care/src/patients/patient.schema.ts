import { Schema } from 'mongoose'
import type { Patient } from './patient'

export const patientSchema = new Schema<Patient>(
  {
    _id: String,
    establishment: String,
    version: Number,
    birthName: String,
    usedName: String,
    firstBirthGivenName: String,
    birthDate: String,
    sex: String,
    identityStatus: String,
    mergedInto: String,
  },
  { versionKey: false },
)
// Records merged into another one.
patientSchema.index({ establishment: 1, mergedInto: 1 }, { sparse: true })

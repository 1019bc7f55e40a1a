import { Schema } from 'mongoose'
import type { Patient } from './patient'

const { Mixed } = Schema.Types

export const patientSchema = new Schema<Patient>(
  {
    _id: String,
    establishment: String,
    version: Number,
    status: String,
    attributes: [String],
    ownAttributes: [String],
    traits: Mixed,
    birth: Mixed,
    ins: Mixed,
    ipps: [Mixed],
    ippKeys: [String],
    insKey: String,
    address: Mixed,
    telecoms: [Mixed],
    generalPractitioner: Mixed,
    administrative: Mixed,
    deathAt: String,
    sources: [Mixed],
    history: [Mixed],
    insHistory: [Mixed],
    pastTraits: [Mixed],
    insDoubt: Mixed,
    insVerifiedAt: String,
    keys: new Schema({ names: [String], givenNames: [String], pairs: [String] }, { _id: false }),
    lastMovementAt: String,
    mergedInto: String,
    createdAt: String,
    changedAt: String,
  },
  { versionKey: false, minimize: false },
)
// The patient of an IPP (each HL7 message, search by IPP); an IPP designates one record.
patientSchema.index({ establishment: 1, ippKeys: 1 }, { unique: true })
// The patient of an INS (each HL7 message that carries one, search by matricule); one live record per INS.
patientSchema.index(
  { establishment: 1, insKey: 1 },
  { unique: true, partialFilterExpression: { insKey: { $exists: true } } },
)
// Search by name and birth date, by name alone, by given name.
patientSchema.index({ establishment: 1, 'keys.names': 1, 'traits.birthDate': 1 })
patientSchema.index({ establishment: 1, 'keys.givenNames': 1 })
// Search by the beginnings of two words: name and given name, in any order.
patientSchema.index({ establishment: 1, 'keys.pairs': 1 })
// Search by birth date.
patientSchema.index({ establishment: 1, 'traits.birthDate': 1 })
// Worklist of identities to qualify, the most recent first.
patientSchema.index({ establishment: 1, status: 1, changedAt: -1 })
// The same, who is in the hospital first.
patientSchema.index({ establishment: 1, status: 1, lastMovementAt: -1, changedAt: -1, _id: -1 })
// Worklist of doubtful and fictive identities.
patientSchema.index({ establishment: 1, attributes: 1, changedAt: -1, _id: -1 })
// Worklist of INS to verify: never verified here comes first.
patientSchema.index(
  { establishment: 1, insVerifiedAt: 1, _id: 1 },
  { partialFilterExpression: { insKey: { $exists: true } } },
)
// Worklist of INS to withdraw.
patientSchema.index(
  { establishment: 1, 'insDoubt.at': -1 },
  { partialFilterExpression: { 'insDoubt.at': { $exists: true } } },
)
// What changed since an instant, page after page (FHIR `_lastUpdated`).
patientSchema.index({ establishment: 1, changedAt: 1, _id: 1 })
// Records merged into another one.
patientSchema.index({ establishment: 1, mergedInto: 1 }, { sparse: true })

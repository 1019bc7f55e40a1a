import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { searchKey } from '@anamnese/domain-traits'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { insPiece, personPiece, storedFields, traitsPiece } from '../pieces.schema'
import type { Patient } from './patient'

const authority = new Schema({ namespace: String, id: String, type: { type: String } }, { _id: false })
const schema = new Schema<Patient>(
  {
    ...storedFields,
    status: String,
    attributes: [String],
    traits: traitsPiece,
    ins: insPiece,
    ipps: [new Schema({ value: String, authority }, { _id: false })],
    address: new Schema({ lines: [String], city: String, postalCode: String, country: String }, { _id: false }),
    telecoms: [new Schema({ system: String, value: String }, { _id: false })],
    generalPractitioner: personPiece,
    mergedInto: String,
    keys: [String],
  },
  { versionKey: false },
)
// The records that were merged into the one that is open.
schema.index({ establishment: 1, mergedInto: 1 })
// Search of letters by the name of their patient.
schema.index({ establishment: 1, keys: 1 })
// The patient of a document that arrives: by his INS, by his IPP, by his traits.
schema.index(
  { establishment: 1, 'ins.matricule': 1 },
  { partialFilterExpression: { 'ins.matricule': { $exists: true } } },
)
schema.index({ establishment: 1, 'ipps.value': 1 })
schema.index({ establishment: 1, 'traits.birthDate': 1 })

/** Merges follow one another at most so many times. */
const MAX_CHAIN = 8

@Injectable()
export class PatientRepository extends Repository<Patient> {
  constructor(mongo: Mongo) {
    super(mongo, 'patients', schema)
  }

  /** The record and those merged into it: their documents are his. */
  async idsOf(establishment: string, patientId: string): Promise<string[]> {
    const ids = [patientId]
    let last = [patientId]
    for (let turn = 0; turn < MAX_CHAIN && last.length > 0; turn += 1) {
      const merged = await this.find(establishment, { mergedInto: { $in: last } })
      last = merged.map((patient) => patient._id).filter((id) => !ids.includes(id))
      ids.push(...last)
    }
    return ids
  }

  /** The record that a patient's documents are in now: his own, or the one that his was merged into. */
  async currentOf(establishment: string, patientId: string): Promise<Patient | null> {
    let patient = await this.findById(establishment, patientId)
    for (let turn = 0; turn < MAX_CHAIN && patient?.mergedInto !== undefined; turn += 1) {
      patient = (await this.findById(establishment, patient.mergedInto)) ?? patient
    }
    return patient
  }

  async byIds(establishment: string, ids: readonly string[]): Promise<Map<string, Patient>> {
    const patients = await this.find(establishment, { _id: { $in: [...new Set(ids)] } })
    return new Map(patients.map((patient) => [patient._id, patient]))
  }

  /** The live record of each id. */
  async currentByIds(establishment: string, ids: readonly string[]): Promise<Map<string, Patient>> {
    const found = await this.byIds(establishment, ids)
    const live = [...found].map(async ([id, patient]): Promise<[string, Patient]> => [
      id,
      patient.mergedInto === undefined ? patient : ((await this.currentOf(establishment, id)) ?? patient),
    ])
    return new Map(await Promise.all(live))
  }

  /** Patients one of whose names starts so; a bounded number, for a search field. */
  async idsByName(establishment: string, text: string, limit = 500): Promise<string[]> {
    const key = searchKey(text)
    if (key === '') return []
    const found = await this.find(establishment, { keys: { $regex: `^${key}` } }, { limit })
    return found.map((patient) => patient._id)
  }
}

import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { PatientChangedData } from '@anamnese/contracts'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'

/** What sending needs to know of a patient: projection of identity. */
export interface PatientRow extends Stored {
  birthName: string
  firstBirthGivenName: string
  birthDate: string
  status: PatientChangedData['status']
  attributes: PatientChangedData['attributes']
  ins?: { matricule: string; oid: string }
  mergedInto?: string
}

const patientSchema = new Schema<PatientRow>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    birthName: { type: String, required: true },
    firstBirthGivenName: String,
    birthDate: String,
    status: { type: String, required: true },
    attributes: { type: [String], required: true } as never,
    ins: Schema.Types.Mixed,
    mergedInto: String,
  },
  { versionKey: false },
)
// Search of the worklist by the beginning of the birth name.
patientSchema.index({ establishment: 1, birthName: 1 })

@Injectable()
export class PatientRepository extends Repository<PatientRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'patients', patientSchema)
  }

  /** Birth name and first given name of these patients. */
  async names(establishment: string, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.find(establishment, { _id: { $in: [...new Set(ids)] } })
    return new Map(rows.map((row) => [row._id, `${row.birthName} ${row.firstBirthGivenName}`.trim()]))
  }

  /** Patients whose birth name begins so, without regard to accents or case: names are kept upper case, without them. */
  async idsByName(establishment: string, beginning: string): Promise<string[]> {
    const upper = beginning.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
    const rows = await this.find(establishment, { birthName: { $gte: upper, $lt: `${upper}\uFFFF` } }, { limit: 500 })
    return rows.map((row) => row._id)
  }
}

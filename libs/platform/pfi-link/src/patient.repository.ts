import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { PatientChangedData } from '@anamnese/contracts'
import { type ClientSession, MergedRecordsRepository, Mongo, type Stored } from '@anamnese/platform-mongo'

/** What sending needs to know of a patient: projection of identity. */
export interface PatientRow extends Stored {
  birthName: string
  firstBirthGivenName: string
  birthDate: string
  status: PatientChangedData['status']
  attributes: PatientChangedData['attributes']
  ins?: { matricule: string; oid: string }
  mergedInto?: string
  /** the INS that a merged record gave up: documents validated before the merge carry it */
  insBeforeMerge?: { matricule: string; oid: string }
}

/** Why a document of a merged record cannot be sent any more. */
export const OTHER_INS = {
  code: 'IDENTITY.OTHER_INS',
  message:
    'le dossier a été fusionné dans celui d’une autre INS que celle du document. Valider une nouvelle version dans le dossier conservé.',
} as const

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
    insBeforeMerge: Schema.Types.Mixed,
  },
  { versionKey: false },
)
// Search of the worklist by the beginning of the birth name.
patientSchema.index({ establishment: 1, birthName: 1 })
// Records merged into another one: their orders are its own.
patientSchema.index({ establishment: 1, mergedInto: 1 }, { sparse: true })

@Injectable()
export class PatientRepository extends MergedRecordsRepository<PatientRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'patients', patientSchema)
  }

  /** The identity that an order is about now: that of the record, or of the one that it was merged into. */
  async current(
    establishment: string,
    patientId: string,
    session?: ClientSession,
  ): Promise<{ patient: PatientRow | undefined; otherIns: boolean }> {
    const own = await this.findById(establishment, patientId, session)
    if (own?.mergedInto === undefined) return { patient: own ?? undefined, otherIns: false }
    const patient = (await this.liveOf(establishment, [patientId], session)).get(patientId)
    const before = own.insBeforeMerge
    const otherIns = before !== undefined && patient?.ins !== undefined && before.matricule !== patient.ins.matricule
    return { patient, otherIns }
  }

  /** Patients whose birth name begins so, without regard to accents or case: names are kept upper case, without them. */
  async idsByName(establishment: string, beginning: string): Promise<string[]> {
    const upper = beginning.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
    const rows = await this.find(establishment, { birthName: { $gte: upper, $lt: `${upper}\uFFFF` } }, { limit: 500 })
    return rows.map((row) => row._id)
  }
}

/** Birth name and first given name. */
export function nameOf(row: PatientRow | undefined): string {
  return row === undefined ? '' : `${row.birthName} ${row.firstBirthGivenName}`.trim()
}

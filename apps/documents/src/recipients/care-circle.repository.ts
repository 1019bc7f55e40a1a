import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { storedFields } from '../pieces.schema'
import type { CareMember } from './care-circle'

/** More than anybody chooses from. */
const MAX_MEMBERS = 50

const schema = new Schema<CareMember>(
  {
    ...storedFields,
    patientId: String,
    idNat: String,
    family: String,
    given: String,
    role: String,
    withdrawn: Boolean,
  },
  { versionKey: false },
)
// The care circle of a patient, the last named first.
schema.index({ establishment: 1, patientId: 1, version: -1 })

@Injectable()
export class CareCircleRepository extends Repository<CareMember> {
  constructor(mongo: Mongo) {
    super(mongo, 'careCircle', schema)
  }

  /** Those around a patient, under whichever of his records they were named. */
  async around(establishment: string, records: readonly string[]): Promise<CareMember[]> {
    const found = await this.find(
      establishment,
      { patientId: { $in: [...records] } },
      { sort: { version: -1 }, limit: MAX_MEMBERS },
    )
    return found.filter(({ withdrawn }) => !withdrawn)
  }
}

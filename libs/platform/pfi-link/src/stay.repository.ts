import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'

/** What PV1 says of a stay: projection of care. */
export interface StayRow extends Stored {
  patientId: string
  number: string
  accountNumber?: string
  patientClass: string
  unit?: string
  admittedAt?: string
  dischargedAt?: string
}

const staySchema = new Schema<StayRow>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    patientId: { type: String, required: true },
    number: { type: String, required: true },
    accountNumber: String,
    patientClass: { type: String, required: true },
    unit: String,
    admittedAt: String,
    dischargedAt: String,
  },
  { versionKey: false },
)
// Stay of a document, by its number.
staySchema.index({ establishment: 1, number: 1 })

@Injectable()
export class StayRepository extends Repository<StayRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'stays', staySchema)
  }
}

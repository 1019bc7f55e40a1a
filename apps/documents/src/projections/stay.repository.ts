import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { StayChangedData } from '@anamnese/contracts'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { personPiece, storedFields, unitPiece } from '../pieces.schema'

/** What `documents` knows of a stay, from the care events. */
export type Stay = Stored & Omit<StayChangedData, 'stayId' | 'version' | 'establishment' | 'changedAt'>

const schema = new Schema<Stay>(
  {
    ...storedFields,
    patientId: String,
    number: String,
    accountNumber: String,
    patientClass: String,
    state: String,
    admittedAt: String,
    dischargedAt: String,
    dischargeMode: String,
    unit: unitPiece,
    room: String,
    bed: String,
    attendingDoctor: personPiece,
  },
  { versionKey: false },
)
// The stay that a letter speaks of; numbers are unique in an establishment, yet the same event is the only proof of it.
schema.index({ establishment: 1, number: 1 })
// The last passage of a patient, that the retention of his documents counts from.
schema.index({ establishment: 1, patientId: 1 })

@Injectable()
export class StayRepository extends Repository<Stay> {
  constructor(mongo: Mongo) {
    super(mongo, 'stays', schema)
  }

  async byNumber(establishment: string, number: string): Promise<Stay | null> {
    return this.findOne(establishment, { number })
  }
}

export function stayOf(data: StayChangedData): Stay {
  const { stayId, changedAt: _changedAt, ...rest } = data
  return { ...rest, _id: stayId }
}

import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { ChoicesChangedData } from '@anamnese/contracts'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { storedFields } from '../pieces.schema'

/** The patient's choice on the feeding of the DMP: to say what will become of a letter. The decision itself belongs to `dmp`. */
export type Choices = Stored & Pick<ChoicesChangedData, 'feeding'>

const schema = new Schema<Choices>({ ...storedFields, feeding: String }, { versionKey: false })

@Injectable()
export class ChoicesRepository extends Repository<Choices> {
  constructor(mongo: Mongo) {
    super(mongo, 'choices', schema)
  }
}

export function choicesOf(data: ChoicesChangedData): Choices {
  const { patientId, establishment, version, feeding } = data
  return { _id: patientId, establishment, version, feeding }
}

import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { ChoicesChangedData } from '@anamnese/contracts'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'

/** What the patient chose about the feeding of the DMP: projection of consent. */
export interface ChoicesRow extends Stored {
  feeding: ChoicesChangedData['feeding']
}

const choicesSchema = new Schema<ChoicesRow>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    feeding: { type: String, required: true },
  },
  { versionKey: false },
)

@Injectable()
export class ChoicesRepository extends Repository<ChoicesRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'choices', choicesSchema)
  }
}

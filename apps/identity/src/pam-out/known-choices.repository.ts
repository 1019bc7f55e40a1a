import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { ChoicesChangedData } from '@anamnese/contracts'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'

/** The choices of a patient as the consent service last told them; `_id` is the patient's. */
export interface KnownChoices extends Stored {
  choices: ChoicesChangedData
}

const knownChoicesSchema = new Schema<KnownChoices>(
  { _id: String, establishment: String, version: Number, choices: Schema.Types.Mixed },
  { versionKey: false, minimize: false },
)

@Injectable()
export class KnownChoicesRepository extends Repository<KnownChoices> {
  constructor(mongo: Mongo) {
    super(mongo, 'pam_choices', knownChoicesSchema)
  }
}

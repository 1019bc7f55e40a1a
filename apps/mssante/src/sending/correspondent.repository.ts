import { Injectable } from '@nestjs/common'
import { Schema, type ClientSession } from 'mongoose'
import type { CorrespondentChangedData } from '@anamnese/contracts'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'

/** The mailboxes of a professional outside: projection of the directory. `_id` is the PS_idNat. */
export interface CorrespondentRow extends Stored {
  mailboxes: CorrespondentChangedData['mailboxes']
}

const correspondentSchema = new Schema<CorrespondentRow>(
  {
    _id: String,
    establishment: { type: String, required: true },
    version: { type: Number, required: true },
    mailboxes: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { versionKey: false },
)

/** A letter goes first to the person, then to the practice. */
const PREFERENCE = ['PER', 'CAB', 'ORG', 'APP'] as const

@Injectable()
export class CorrespondentRepository extends Repository<CorrespondentRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'correspondents', correspondentSchema)
  }

  async mailboxOf(establishment: string, idNat: string, session?: ClientSession): Promise<string | undefined> {
    const row = await this.findById(establishment, idNat, session)
    const sorted = [...(row?.mailboxes ?? [])].sort((a, b) => PREFERENCE.indexOf(a.type) - PREFERENCE.indexOf(b.type))
    return sorted[0]?.address
  }
}

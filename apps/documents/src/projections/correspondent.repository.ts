import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import type { CorrespondentChangedData } from '@anamnese/contracts'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { codePiece, storedFields } from '../pieces.schema'

/** A professional outside of the hospital, with the mailboxes of the Annuaire Santé. */
export type Correspondent = Stored & Omit<CorrespondentChangedData, 'version' | 'establishment' | 'changedAt'>

const mailbox = new Schema({ address: String, type: { type: String } }, { _id: false })
const schema = new Schema<Correspondent>(
  { ...storedFields, idNat: String, family: String, given: String, specialty: codePiece, mailboxes: [mailbox] },
  { versionKey: false },
)
// The mailbox of a recipient, by his national identifier.
schema.index({ establishment: 1, idNat: 1 })

@Injectable()
export class CorrespondentRepository extends Repository<Correspondent> {
  constructor(mongo: Mongo) {
    super(mongo, 'correspondents', schema)
  }

  async byIdNats(establishment: string, idNats: readonly string[]): Promise<Map<string, Correspondent>> {
    const found = await this.find(establishment, { idNat: { $in: [...new Set(idNats)] } })
    return new Map(found.map((correspondent) => [correspondent.idNat, correspondent]))
  }
}

export function correspondentOf(data: CorrespondentChangedData): Correspondent {
  const { changedAt: _changedAt, ...rest } = data
  return { ...rest, _id: `${data.establishment}/${data.idNat}` }
}

/** A personal mailbox is preferred to that of an organisation; an application's cannot be written to by a person. */
export function mailboxOf(correspondent: Correspondent | undefined): string | undefined {
  const ofType = (type: string): string | undefined =>
    correspondent?.mailboxes.find((candidate) => candidate.type === type)?.address
  return ofType('PER') ?? ofType('CAB') ?? ofType('ORG')
}

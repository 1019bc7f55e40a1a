import { Injectable } from '@nestjs/common'
import { type ClientSession, Schema } from 'mongoose'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { storedFields } from '../pieces.schema'

const schema = new Schema<Stored>({ ...storedFields }, { versionKey: false })

/**
 * One row per set of versions: two versions of the same document that are filed at the same moment write it both, so that one waits for
 * the other and sees it. Without it each would believe that it is the newest.
 */
@Injectable()
export class SetLockRepository extends Repository<Stored> {
  constructor(mongo: Mongo) {
    super(mongo, 'document_sets', schema)
  }

  async take(establishment: string, setId: string, session: ClientSession): Promise<void> {
    const filter = this.within(establishment, { _id: `${establishment}|${setId}` })
    await this.model.updateOne(filter, { $inc: { version: 1 } }, { upsert: true, session })
  }
}

import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { type ClientSession, Mongo, Repository } from '@anamnese/platform-mongo'
import type { CreationSearch } from './creation-search'

const creationSearchSchema = new Schema<CreationSearch>(
  {
    _id: String,
    establishment: String,
    version: Number,
    actorId: String,
    birthDate: String,
    name: String,
    givenName: String,
    matricule: String,
    expiresAt: Date,
  },
  { versionKey: false },
)
// Searches leave by themselves once they allow nothing any more.
creationSearchSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

@Injectable()
export class CreationSearchRepository extends Repository<CreationSearch> {
  constructor(mongo: Mongo) {
    super(mongo, 'creation_searches', creationSearchSchema)
  }

  /** Uses a search up; false when another creation did. */
  async use(search: CreationSearch, session: ClientSession): Promise<boolean> {
    const { establishment, _id } = search
    const { deletedCount } = await this.model.deleteOne({ establishment, _id }, { session })
    return deletedCount === 1
  }
}

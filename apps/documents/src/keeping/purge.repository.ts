import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { storedFields } from '../pieces.schema'

/** Bytes that nothing refers to any more: the identifier is that of the blob. Written with the fact, done after it. */
export interface Purge extends Stored {
  dueAt: Date
}

const schema = new Schema<Purge>({ ...storedFields, dueAt: Date }, { versionKey: false })
// What has to be removed, oldest first.
schema.index({ establishment: 1, dueAt: 1 })

@Injectable()
export class PurgeRepository extends Repository<Purge> {
  constructor(mongo: Mongo) {
    super(mongo, 'purges', schema)
  }

  async due(establishment: string, limit: number): Promise<Purge[]> {
    return this.find(establishment, { dueAt: { $lte: new Date() } }, { sort: { dueAt: 1 }, limit })
  }

  async done(establishment: string, id: string): Promise<void> {
    await this.model.deleteOne(this.within(establishment, { _id: id }))
  }
}

import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { Batch } from './batch'
import { batchSchema } from './batch.schema'

@Injectable()
export class BatchRepository extends Repository<Batch> {
  constructor(mongo: Mongo) {
    super(mongo, 'insi_batches', batchSchema)
  }

  /** Those to carry out, the oldest first; all establishments: there is one teleservice. */
  async running(): Promise<Batch[]> {
    return await this.model.find({ state: 'running' }, null, { sort: { createdAt: 1 }, lean: true })
  }

  /** Ends a batch that has nothing left to do, unless a person stopped it meanwhile. */
  async end(id: string, endedAt: string): Promise<void> {
    await this.model.updateOne(
      { _id: id, state: 'running' },
      { $set: { state: 'done', endedAt }, $inc: { version: 1 } },
    )
  }
}

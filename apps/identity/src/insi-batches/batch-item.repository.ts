import { Injectable } from '@nestjs/common'
import type { ClientSession } from 'mongoose'
import type { InsiItemOutcome } from '@anamnese/contracts'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { BatchItem } from './batch'
import { batchItemSchema } from './batch.schema'

@Injectable()
export class BatchItemRepository extends Repository<BatchItem> {
  constructor(mongo: Mongo) {
    super(mongo, 'insi_batch_items', batchItemSchema)
  }

  async insertAll(items: readonly BatchItem[], session: ClientSession): Promise<void> {
    await this.model.insertMany([...items], { session, lean: true, ordered: true })
  }

  /** The next one whose turn it is among these batches, the oldest batch first. */
  async next(batchIds: readonly string[], now: Date): Promise<BatchItem | null> {
    for (const batchId of batchIds) {
      const filter = { batchId, outcome: 'waiting' as const, nextAttemptAt: { $lte: now } }
      const item = await this.model.findOne(filter, null, { sort: { nextAttemptAt: 1 }, lean: true })
      if (item !== null) return item
    }
    return null
  }

  /** Keeps the outcome of an attempt; nothing when another replica has kept that of the same attempt. */
  async keep(item: BatchItem, changes: Partial<BatchItem>): Promise<void> {
    const same = { _id: item._id, outcome: 'waiting' as const, attempts: item.attempts }
    await this.model.updateOne(same, { $set: { ...changes, attempts: item.attempts + 1 }, $inc: { version: 1 } })
  }

  async hasWaiting(batchId: string): Promise<boolean> {
    return (await this.model.exists({ batchId, outcome: 'waiting' })) !== null
  }

  async counts(establishment: string, batchId: string): Promise<Partial<Record<InsiItemOutcome, number>>> {
    const rows = await this.model.aggregate<{ _id: InsiItemOutcome; n: number }>([
      { $match: { establishment, batchId } },
      { $group: { _id: '$outcome', n: { $sum: 1 } } },
    ])
    return Object.fromEntries(rows.map(({ _id, n }) => [_id, n]))
  }

  /** A person accepted what this call returned. */
  async decided(establishment: string, callId: string): Promise<void> {
    await this.model.updateOne({ establishment, callId }, { $set: { decidedAt: new Date().toISOString() } })
  }
}

import { Injectable } from '@nestjs/common'
import type { ClientSession } from 'mongoose'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { QUEUED, type ExchangeOrder } from './order'
import { orderSchema } from './order.schema'

/** How many wait, and since when. */
export interface Queue {
  queued: number
  oldestQueuedAt?: Date
}

@Injectable()
export class OrderRepository extends Repository<ExchangeOrder> {
  constructor(mongo: Mongo) {
    super(mongo, 'orders', orderSchema)
  }

  /**
   * The orders whose turn it is: of each patient only the oldest one that waits, and only when it is due. Later ones of the same
   * patient wait behind it, so that a replacement never overtakes what it replaces. All establishments: there is one link.
   */
  async due(now: Date, limit: number): Promise<ExchangeOrder[]> {
    const heads = await this.model.aggregate<{ head: string }>([
      { $match: { state: { $in: [...QUEUED] } } },
      { $sort: { patientId: 1, _id: 1 } },
      { $project: { patientId: 1, nextAttemptAt: 1 } },
      { $group: { _id: '$patientId', head: { $first: '$_id' }, nextAttemptAt: { $first: '$nextAttemptAt' } } },
      { $match: { nextAttemptAt: { $lte: now } } },
      { $sort: { head: 1 } },
      { $limit: limit },
    ])
    const orders = await this.model.find({ _id: { $in: heads.map(({ head }) => head) } }, null, { lean: true })
    return (orders as unknown as ExchangeOrder[]).sort((left, right) => (left._id < right._id ? -1 : 1))
  }

  /** When the next order becomes due; undefined when none waits. */
  async nextDue(): Promise<Date | undefined> {
    const next = await this.model.findOne({ state: { $in: [...QUEUED] } }, { nextAttemptAt: 1 }, {
      sort: { nextAttemptAt: 1 },
      lean: true,
    } as never)
    return (next as { nextAttemptAt?: Date } | null)?.nextAttemptAt
  }

  async byControlId(controlId: string, session?: ClientSession): Promise<ExchangeOrder | null> {
    return await this.model.findOne({ controlIds: controlId }, null, { session: session ?? null, lean: true })
  }

  async queue(): Promise<Queue> {
    const filter = { state: { $in: [...QUEUED] } }
    const [queued, oldest] = await Promise.all([
      this.model.countDocuments(filter),
      this.model.findOne(filter, { createdAt: 1 }, { sort: { _id: 1 }, lean: true }),
    ])
    return { queued, ...(oldest === null ? {} : { oldestQueuedAt: oldest.createdAt }) }
  }

  /** Calls `wake` whenever an order is written, from any replica. Returns what stops it. */
  watch(wake: () => void, failed: (error: unknown) => void): () => Promise<void> {
    const stream = this.model.watch([
      { $match: { operationType: { $in: ['insert', 'replace', 'update'] } } },
      { $project: { _id: 1 } },
    ])
    stream.on('change', wake)
    stream.on('error', failed)
    return () => stream.close()
  }
}

import { Injectable } from '@nestjs/common'
import { type ClientSession, Mongo, type QueryFilter, Repository } from '@anamnese/platform-mongo'
import { type Sending, sendingSchema } from './sending.schema'

export interface SendingGroup {
  channel: Sending['channel']
  type: { code: string; display?: string }
  withIns: boolean
  result: Sending['result']
  /** day, month or reason, according to what is asked */
  part: string
  count: number
}

/** The attempts, and their sums. */
@Injectable()
export class SendingRepository extends Repository<Sending> {
  constructor(mongo: Mongo) {
    super(mongo, 'sendings', sendingSchema)
  }

  /** Forgets the line of an order that was kept from leaving, once it may leave. */
  async removeNotSent(establishment: string, orderId: string, session: ClientSession): Promise<void> {
    await this.model.deleteMany(this.within(establishment, { orderId, result: 'not-sent' }), { session })
  }

  /** Attempts without an answer when the next one leaves will have none. */
  async failWaiting(establishment: string, orderId: string, before: number, session: ClientSession): Promise<void> {
    await this.model.updateMany(
      this.within(establishment, { orderId, attempt: { $lt: before }, result: 'waiting' }),
      { $set: { result: 'failure' } },
      { session },
    )
  }

  /** Counts by channel, type, INS and result, and by day, month or reason. */
  async groups(
    establishment: string,
    filter: QueryFilter<Sending>,
    by: 'day' | 'month' | 'reason',
  ): Promise<SendingGroup[]> {
    const part = { day: '$day', month: { $substrCP: ['$day', 0, 7] }, reason: { $ifNull: ['$reason.message', ''] } }[by]
    const keys = { channel: '$channel', code: '$type.code', withIns: '$withIns', result: '$result', part }
    const rows = await this.model.aggregate<{
      _id: { channel: Sending['channel']; code: string; withIns: boolean; result: Sending['result']; part: string }
      display: string | null
      count: number
    }>([
      { $match: this.within(establishment, filter) },
      { $group: { _id: keys, count: { $sum: 1 }, display: { $max: '$type.display' } } },
      { $sort: { '_id.part': 1, '_id.channel': 1, '_id.code': 1, '_id.withIns': -1, '_id.result': 1 } },
    ])
    return rows.map(({ _id: { code, ...key }, display, count }) => ({
      ...key,
      type: { code, ...(display === null ? {} : { display }) },
      count,
    }))
  }
}

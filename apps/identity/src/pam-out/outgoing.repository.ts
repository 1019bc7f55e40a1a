import { Injectable } from '@nestjs/common'
import { type ClientSession, Mongo, Repository } from '@anamnese/platform-mongo'
import { toBuffer } from '../pam/received-message.repository'
import type { Outgoing } from './outgoing'
import { outgoingSchema } from './outgoing.schema'

/** Open rows looked at in one turn: a subscriber whose every lane is stopped must not cost a whole scan each time. */
const SCANNED = 20_000

export interface QueueCount {
  waiting: number
  refused: number
  oldestAt?: Date
}

@Injectable()
export class OutgoingRepository extends Repository<Outgoing> {
  constructor(mongo: Mongo) {
    super(mongo, 'pam_outgoing', outgoingSchema)
  }

  /** The messages whose turn it is: each the first open one of all its lanes, and due. */
  async due(subscriberId: string, now: Date, limit: number): Promise<Outgoing[]> {
    const taken = new Set<string>()
    const heads: string[] = []
    const fields = { lanes: 1, state: 1, nextAttemptAt: 1 }
    const cursor = this.model
      .find({ subscriberId, open: true }, fields, { lean: true, sort: { _id: 1 }, limit: SCANNED })
      .cursor({ batchSize: 500 })
    for await (const row of cursor) {
      const { lanes, state, nextAttemptAt, _id } = row as Pick<Outgoing, '_id' | 'lanes' | 'state' | 'nextAttemptAt'>
      const free = lanes.every((lane) => !taken.has(lane))
      for (const lane of lanes) taken.add(lane)
      if (free && state !== 'refused' && (nextAttemptAt === undefined || nextAttemptAt <= now)) heads.push(_id)
      if (heads.length >= limit) break
    }
    const rows = (await this.model.find({ _id: { $in: heads } }, null, { lean: true, sort: { _id: 1 } })) as Outgoing[]
    return rows.map((row) => ({ ...row, bytes: toBuffer(row.bytes) }))
  }

  async insertAll(rows: readonly Outgoing[], session: ClientSession): Promise<void> {
    if (rows.length === 0) return
    await this.model.collection.insertMany(rows as never, { session, ordered: true, ignoreUndefined: true })
  }

  async counts(subscriberId: string): Promise<QueueCount> {
    const open = { subscriberId, open: true }
    const [waiting, refused, oldest] = await Promise.all([
      this.model.countDocuments({ ...open, state: { $ne: 'refused' } }),
      this.model.countDocuments({ ...open, state: 'refused' }),
      this.model.findOne(open, { createdAt: 1 }, { sort: { _id: 1 }, lean: true }),
    ])
    return { waiting, refused, ...(oldest ? { oldestAt: oldest.createdAt } : {}) }
  }

  /** Messages that wait behind this one. */
  async behind({ subscriberId, lanes, _id }: Pick<Outgoing, 'subscriberId' | 'lanes' | '_id'>): Promise<number> {
    return this.model.countDocuments({ subscriberId, open: true, lanes: { $in: lanes }, _id: { $gt: _id } })
  }

  async forget(establishment: string, subscriberId: string, session: ClientSession): Promise<void> {
    await this.model.deleteMany(this.within(establishment, { subscriberId }), { session })
  }

  /** Calls `wake` with the subscriber of each message written, by any replica. Returns what stops it. */
  watch(wake: (subscriberId: string | undefined) => void, failed: (error: unknown) => void): () => Promise<void> {
    const stream = this.model.watch([
      { $match: { operationType: { $in: ['insert', 'replace', 'update'] } } },
      { $project: { 'fullDocument.subscriberId': 1 } },
    ])
    stream.on('change', (change: { fullDocument?: { subscriberId?: string } }) => {
      wake(change.fullDocument?.subscriberId)
    })
    stream.on('error', failed)
    return () => stream.close()
  }
}

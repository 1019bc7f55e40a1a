import { Injectable } from '@nestjs/common'
import { type ClientSession, Mongo, Repository } from '@anamnese/platform-mongo'
import type { MatchCard } from './match-card'
import { matchCardSchema } from './match-card.schema'

/** A key shared by more records than this tells nothing of them. */
const MAX_BY_SEARCH = 500
const LEASE_MS = 30_000

@Injectable()
export class MatchCardRepository extends Repository<MatchCard> {
  constructor(mongo: Mongo) {
    super(mongo, 'match_cards', matchCardSchema)
  }

  /** Puts records in the queue. One that waits already keeps the better place, and will be compared as it then is. */
  async ask(establishment: string, ids: readonly string[], priority: 0 | 1, session?: ClientSession): Promise<void> {
    if (ids.length === 0) return
    const since = new Date()
    await this.model.collection.bulkWrite(
      ids.map((id) => ({
        updateOne: {
          filter: { _id: id as never, establishment },
          update: [
            {
              $set: {
                establishment,
                version: { $ifNull: ['$version', 0] },
                keys: { $ifNull: ['$keys', []] },
                // Whoever compares it now compares what it was: the lease does not hold for what it has become.
                pending: { priority: { $min: ['$pending.priority', priority] }, since, leasedUntil: '$$REMOVE' },
              },
            },
          ],
          upsert: true,
        },
      })),
      { ordered: false, ...(session ? { session } : {}) },
    )
  }

  /** The next record to compare, leased to the caller. */
  async take(establishment: string): Promise<MatchCard | null> {
    const now = new Date()
    return await this.model.findOneAndUpdate(
      this.within(establishment, {
        'pending.since': { $exists: true },
        $or: [{ 'pending.leasedUntil': { $exists: false } }, { 'pending.leasedUntil': { $lt: now } }],
      }),
      { $set: { 'pending.leasedUntil': new Date(now.getTime() + LEASE_MS) } },
      { sort: { 'pending.priority': 1, 'pending.since': 1 }, returnDocument: 'after', lean: true },
    )
  }

  /** Files a record. Who is compared afterwards finds it: two records that come together find each other by one of them at least. */
  async file(card: MatchCard, keys: string[]): Promise<void> {
    await this.model.updateOne(this.within(card.establishment, { _id: card._id }), {
      $set: { keys },
      $inc: { version: 1 },
    })
  }

  /** The record was compared; it stays in the queue when it changed meanwhile. */
  async done(card: MatchCard, compared: string, session?: ClientSession): Promise<void> {
    const filter = this.within(card.establishment, { _id: card._id, 'pending.since': card.pending?.since } as never)
    const change = { $unset: { pending: '' }, $set: { compared } }
    await this.model.updateOne(filter, change, session ? { session } : {})
  }

  /** Gives the lease back: someone else wrote the same pair at the same time. */
  async release(card: MatchCard): Promise<void> {
    const filter = this.within(card.establishment, { _id: card._id, 'pending.since': card.pending?.since } as never)
    await this.model.updateOne(filter, { $unset: { 'pending.leasedUntil': '' } })
  }

  /** Records other than this one that share a key with it. */
  async sharing(establishment: string, patientId: string, keys: readonly string[]): Promise<string[]> {
    if (keys.length === 0) return []
    const filter = this.within(establishment, { keys: { $in: [...keys] }, _id: { $ne: patientId } })
    const rows = await this.model.find(filter, { _id: 1 }, { lean: true, limit: MAX_BY_SEARCH })
    return rows.map((row) => row._id)
  }

  async waiting(establishment: string): Promise<number> {
    return this.count(establishment, { 'pending.since': { $exists: true } })
  }
}

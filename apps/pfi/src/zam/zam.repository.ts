import { Injectable } from '@nestjs/common'
import { ConcurrentChangeError, Mongo, type QueryFilter, Repository } from '@anamnese/platform-mongo'
import type { Zam } from './zam'
import { zamSchema } from './zam.schema'

/** What supervision shows of the acknowledgements. */
export interface ZamBacklog {
  queued: number
  oldest?: Date
  lastSuccess?: Date
  lastError?: { at: Date; label: string }
}

@Injectable()
export class ZamRepository extends Repository<Zam> {
  constructor(mongo: Mongo) {
    super(mongo, 'zams', zamSchema)
  }

  /** Takes the oldest acknowledgement that is due and that no living replica is sending. */
  async claim(owner: string, now: Date, leaseMs: number): Promise<Zam | undefined> {
    const filter: QueryFilter<Zam> = {
      state: 'pending',
      nextAttemptAt: { $lte: now },
      $or: [{ lease: { $exists: false } }, { 'lease.until': { $lte: now } }],
    }
    const due = (await this.model.findOne(filter, null, { sort: { _id: 1 }, lean: true })) as Zam | null
    if (due === null) return undefined
    const lease = { owner, until: new Date(now.getTime() + leaseMs) }
    try {
      return await this.save({ ...due, lease, attempts: due.attempts + 1 })
    } catch (error) {
      // Another replica was quicker.
      if (error instanceof ConcurrentChangeError) return undefined
      throw error
    }
  }

  async backlog(): Promise<ZamBacklog> {
    const latest = { sort: { changedAt: -1 }, lean: true } as const
    const [queued, oldest, success, failure] = await Promise.all([
      this.model.countDocuments({ state: 'pending' }),
      this.model.findOne({ state: 'pending' }, { createdAt: 1 }, { sort: { _id: 1 }, lean: true }),
      this.model.findOne({ state: 'acknowledged' }, { changedAt: 1 }, latest),
      this.model.findOne({ error: { $exists: true } }, { changedAt: 1, error: 1 }, latest),
    ])
    return {
      queued,
      ...(oldest === null ? {} : { oldest: oldest.createdAt }),
      ...(success === null ? {} : { lastSuccess: success.changedAt }),
      ...(failure?.error === undefined ? {} : { lastError: { at: failure.changedAt, label: failure.error } }),
    }
  }
}

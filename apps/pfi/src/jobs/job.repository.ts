import { Injectable } from '@nestjs/common'
import { type ClientSession, ConcurrentChangeError, Mongo, Repository } from '@anamnese/platform-mongo'
import { type Channel, type Job, OPEN_STATES } from './job'
import { jobSchema } from './job.schema'
import { beginAttempt } from './transitions'

/** What supervision shows of the jobs of some destinations. */
export interface Backlog {
  queued: number
  oldest?: Date
  lastSuccess?: Date
  lastError?: { at: Date; label: string }
}

@Injectable()
export class JobRepository extends Repository<Job> {
  constructor(mongo: Mongo) {
    super(mongo, 'jobs', jobSchema)
  }

  async insertAll(jobs: readonly Job[], session: ClientSession): Promise<void> {
    if (jobs.length > 0) await this.model.insertMany(jobs, { session, lean: true, ordered: true })
  }

  /**
   * Takes up to `limit` jobs for this owner: of each lane the oldest open one, when it is due, or when the process that was
   * carrying it out is gone. All establishments: the destinations are the same.
   */
  async claim(owner: string, now: Date, leaseMs: number, limit: number): Promise<Job[]> {
    const claimed: Job[] = []
    for (const job of await this.due(now, limit)) {
      const lease = { owner, until: new Date(now.getTime() + leaseMs) }
      try {
        claimed.push(await this.save(beginAttempt(job, lease, now)))
      } catch (error) {
        // Another replica was quicker.
        if (!(error instanceof ConcurrentChangeError)) throw error
      }
    }
    return claimed
  }

  /** The job that sent another document to the same place. */
  async sent({ establishment, channel, recipient }: Job, documentId: string): Promise<Job | null> {
    const place = recipient === undefined ? { recipient: { $exists: false } } : { recipient }
    return this.findOne(establishment, { documentId, channel, state: 'accepted', ...place })
  }

  /** Says that this owner is still alive. */
  async renew(owner: string, until: Date): Promise<void> {
    await this.model.updateMany({ 'lease.owner': owner, state: 'sent' }, { $set: { 'lease.until': until } })
  }

  async backlog(channels: readonly Channel[]): Promise<Backlog> {
    const among = { channel: { $in: [...channels] } }
    const open = { ...among, state: { $in: [...OPEN_STATES] } }
    const latest = { sort: { changedAt: -1 }, lean: true } as const
    const [queued, oldest, success, failure] = await Promise.all([
      this.model.countDocuments(open),
      this.model.findOne(open, { createdAt: 1 }, { sort: { _id: 1 }, lean: true }),
      this.model.findOne({ ...among, state: 'accepted' }, { changedAt: 1 }, latest),
      this.model.findOne({ ...among, error: { $exists: true } }, { changedAt: 1, error: 1 }, latest),
    ])
    return {
      queued,
      ...(oldest === null ? {} : { oldest: oldest.createdAt }),
      ...(success === null ? {} : { lastSuccess: success.changedAt }),
      ...(failure?.error === undefined ? {} : { lastError: { at: failure.changedAt, label: failure.error.label } }),
    }
  }

  private async due(now: Date, limit: number): Promise<Job[]> {
    const heads = await this.model.aggregate<{ head: string }>([
      { $match: { state: { $in: [...OPEN_STATES] } } },
      { $project: { lane: 1, state: 1, nextAttemptAt: 1, 'lease.until': 1 } },
      { $sort: { lane: 1, _id: 1 } },
      {
        $group: {
          _id: '$lane',
          head: { $first: '$_id' },
          state: { $first: '$state' },
          nextAttemptAt: { $first: '$nextAttemptAt' },
          until: { $first: '$lease.until' },
        },
      },
      {
        $match: {
          $or: [
            { state: 'pending', nextAttemptAt: { $lte: now } },
            { state: 'sent', until: { $lte: now } },
          ],
        },
      },
      { $sort: { head: 1 } },
      { $limit: limit },
    ])
    const filter = { _id: { $in: heads.map(({ head }) => head) } }
    return await this.model.find(filter, null, { sort: { _id: 1 }, lean: true })
  }
}

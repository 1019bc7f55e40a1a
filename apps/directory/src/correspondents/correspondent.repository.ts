import { Injectable } from '@nestjs/common'
import { Mongo, type QueryFilter, Repository } from '@anamnese/platform-mongo'
import { beginnings } from '../words'
import type { Correspondent } from './correspondent'
import { correspondentSchema } from './correspondent.schema'

/** How long a claimed look-up is left to the replica that took it. */
const LEASE_MS = 60_000

@Injectable()
export class CorrespondentRepository extends Repository<Correspondent> {
  constructor(mongo: Mongo) {
    super(mongo, 'correspondents', correspondentSchema)
  }

  /** Takes one correspondent that is due, for this replica alone; of every establishment. */
  async claimDue(now: Date): Promise<Correspondent | null> {
    return this.model.findOneAndUpdate(
      { nextCheckAt: { $lte: now } },
      { $set: { nextCheckAt: new Date(now.getTime() + LEASE_MS) } },
      { sort: { nextCheckAt: 1 }, returnDocument: 'after', lean: true },
    )
  }

  /** Puts the next look-up off, beside the version: nothing that others know has changed. */
  async postpone(
    id: string,
    nextCheckAt: Date,
    change: { state?: Correspondent['state']; failures: number },
  ): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { nextCheckAt, ...change } })
  }
}

/** Every word of the search begins a word of the name or the identifier; an address is looked for as it is. */
export function correspondentSearch(q: string): QueryFilter<Correspondent> {
  return { $and: beginnings(q).map((start) => ({ $or: [{ words: start }, { 'mailboxes.address': start }] })) }
}

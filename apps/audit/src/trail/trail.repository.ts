import { Injectable } from '@nestjs/common'
import type { Page, TrailRecordedData } from '@anamnese/contracts'
import { type ClientSession, Mongo, type QueryFilter, Repository } from '@anamnese/platform-mongo'
import { GENESIS, sealOf } from './chain'
import { headSchema, type TrailHead, type TrailRow, trailSchema } from './trail.schema'

class Rows extends Repository<TrailRow> {
  constructor(mongo: Mongo) {
    super(mongo, 'trail', trailSchema)
  }

  async *stream(
    establishment: string,
    filter: QueryFilter<TrailRow>,
    sort: Record<string, 1 | -1>,
  ): AsyncGenerator<TrailRow> {
    const cursor = this.model.find(this.within(establishment, filter), null, { sort, lean: true }).cursor()
    try {
      for await (const row of cursor) yield row
    } finally {
      await cursor.close()
    }
  }

  async aggregate<T>(
    establishment: string,
    filter: QueryFilter<TrailRow>,
    stages: Parameters<typeof this.model.aggregate>[0] & object,
  ): Promise<T[]> {
    return this.model.aggregate<T>([{ $match: this.within(establishment, filter) }, ...stages])
  }
}

class Heads extends Repository<TrailHead> {
  constructor(mongo: Mongo) {
    super(mongo, 'trail_heads', headSchema)
  }
}

/** The audit trail can be added to and read. There is no other way into it: nothing here changes or removes a trace. */
@Injectable()
export class TrailRepository {
  private readonly rows: Rows
  private readonly heads: Heads

  constructor(mongo: Mongo) {
    this.rows = new Rows(mongo)
    this.heads = new Heads(mongo)
  }

  /** Puts a trace at the end of its lane, in the transaction of its event. */
  async append(id: string, lane: number, entry: TrailRecordedData, session: ClientSession): Promise<void> {
    const { establishment } = entry
    const head = await this.heads.findOne(establishment, { lane }, session)
    const row = {
      _id: id,
      establishment,
      at: new Date(entry.at),
      recordedAt: new Date(),
      lane,
      seq: (head?.seq ?? 0) + 1,
      previous: head?.seal ?? GENESIS,
      entry,
    }
    const seal = sealOf(row)
    await this.rows.insert({ ...row, seal }, session)
    if (head === null)
      await this.heads.insert({ _id: `${establishment}/${lane}`, establishment, lane, seq: row.seq, seal }, session)
    else await this.heads.save({ ...head, seq: row.seq, seal }, session)
  }

  async page(
    establishment: string,
    filter: QueryFilter<TrailRow>,
    request: { page: number; size: number },
  ): Promise<Page<TrailRow>> {
    return this.rows.page(establishment, filter, { ...request, sort: { at: -1, _id: -1 } })
  }

  /** Every match, most recent first, without holding them. */
  stream(establishment: string, filter: QueryFilter<TrailRow>): AsyncGenerator<TrailRow> {
    return this.rows.stream(establishment, filter, { at: -1, _id: -1 })
  }

  /** Totals over the matches, computed by the database. */
  aggregate<T>(...asked: Parameters<Rows['aggregate']>): Promise<T[]> {
    return this.rows.aggregate<T>(...asked)
  }

  /** The matches that come after a place in the order of lists (most recent first), some at a time: an extraction goes on where it was. */
  after(
    establishment: string,
    filter: QueryFilter<TrailRow>,
    last: { at: Date; id: string } | undefined,
    limit: number,
  ): Promise<TrailRow[]> {
    const place = last && { $or: [{ at: { $lt: last.at } }, { at: last.at, _id: { $lt: last.id } }] }
    const within = place === undefined ? filter : ({ $and: [filter, place] } as QueryFilter<TrailRow>)
    return this.rows.find(establishment, within, { sort: { at: -1, _id: -1 }, limit })
  }

  /** A lane from a place on, in its order. */
  lane(establishment: string, lane: number, from: number): AsyncGenerator<TrailRow> {
    return this.rows.stream(establishment, { lane, seq: { $gte: from } }, { seq: 1 })
  }

  /** The first trace of a lane that was recorded since an instant. */
  async firstSince(establishment: string, lane: number, since: Date): Promise<TrailRow | undefined> {
    const [row] = await this.rows.find(
      establishment,
      { lane, recordedAt: { $gte: since } },
      { sort: { seq: 1 }, limit: 1 },
    )
    return row
  }

  async at(establishment: string, lane: number, seq: number): Promise<TrailRow | null> {
    return this.rows.findOne(establishment, { lane, seq })
  }

  async lanes(establishment: string): Promise<TrailHead[]> {
    return this.heads.find(establishment, {}, { sort: { lane: 1 } })
  }
}

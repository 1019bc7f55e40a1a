import type { ClientSession, Model, QueryFilter, Schema, SortOrder } from 'mongoose'
import type { Page } from '@anamnese/contracts'
import type { Mongo } from './mongo'

/** What every stored aggregate has. `_id` is a string that the domain chose; `version` grows by one with each save. */
export interface Stored {
  _id: string
  establishment: string
  version: number
}

/** Someone else changed the document since it was read. */
export class ConcurrentChangeError extends Error {
  readonly code = 'STORE.CONCURRENT_CHANGE'

  constructor(collection: string, id: string) {
    super(`${collection}/${id} was changed by someone else`)
    this.name = 'ConcurrentChangeError'
  }
}

/** Counting a million matches takes longer than finding the page, and tells a person nothing more. */
const COUNT_LIMIT = 10_000

export interface PageRequest {
  page: number
  size: number
  sort?: Record<string, SortOrder>
  /** counted and sorted up to this number of matches, beyond it the order is that of the index: nobody reads so many */
  orderedUpTo?: number
}

/**
 * Base of every repository: no query goes without the establishment, no save without the version that was read.
 * Documents come and go as plain objects.
 */
export abstract class Repository<T extends Stored> {
  protected readonly model: Model<T>

  protected constructor(
    mongo: Mongo,
    private readonly collection: string,
    schema: Schema<T>,
  ) {
    this.model = mongo.model<T>(collection, schema)
  }

  async findById(establishment: string, id: string, session?: ClientSession): Promise<T | null> {
    return this.findOne(establishment, { _id: id }, session)
  }

  async findOne(establishment: string, filter: QueryFilter<T>, session?: ClientSession): Promise<T | null> {
    return await this.model.findOne(this.within(establishment, filter), null, { session: session ?? null, lean: true })
  }

  async find(
    establishment: string,
    filter: QueryFilter<T>,
    options: { sort?: Record<string, SortOrder>; limit?: number; session?: ClientSession } = {},
  ): Promise<T[]> {
    const { session = null, ...rest } = options
    return await this.model.find(this.within(establishment, filter), null, { ...rest, session, lean: true })
  }

  async count(establishment: string, filter: QueryFilter<T>): Promise<number> {
    return this.model.countDocuments(this.within(establishment, filter))
  }

  /** One page of a list, with the number of all matches, or the limit and `more`. */
  async page(establishment: string, filter: QueryFilter<T>, request: PageRequest): Promise<Page<T>> {
    const within = this.within(establishment, filter)
    const limit = request.orderedUpTo ?? COUNT_LIMIT
    const counting = this.model.countDocuments(within, { limit: limit + 1 }).exec()
    const unsorted = request.orderedUpTo !== undefined && (await counting) > limit
    const options = {
      ...(unsorted ? {} : { sort: request.sort ?? { _id: 1 } }),
      skip: (request.page - 1) * request.size,
      limit: request.size,
      lean: true,
    }
    const [items, counted] = await Promise.all([this.model.find(within, null, options), counting])
    return {
      items: items as unknown as T[],
      total: Math.min(counted, limit),
      ...(counted > limit ? { more: true as const } : {}),
      page: request.page,
      size: request.size,
    }
  }

  /** Inserts a new document at version 1. */
  async insert(document: Omit<T, 'version'>, session?: ClientSession): Promise<T> {
    const stored = { ...document, version: 1 } as T
    await this.model.insertMany([stored], { session: session ?? null, lean: true })
    return stored
  }

  /**
   * Replaces the document that was read, with the next version.
   * @throws ConcurrentChangeError when its version is no longer the one that was read
   */
  async save(document: T, session?: ClientSession): Promise<T> {
    const next = { ...document, version: document.version + 1 }
    const filter = this.within(document.establishment, { _id: document._id, version: document.version })
    const result = await this.model.replaceOne(filter, next, within(session))
    if (result.matchedCount === 0) throw new ConcurrentChangeError(this.collection, document._id)
    return next
  }

  /**
   * Writes a projection: inserted, or replaced only when `document.version` is newer than what is stored, so that an event
   * read again changes nothing. Returns false when what is stored is as new or newer.
   */
  async project(document: T, session?: ClientSession): Promise<boolean> {
    const filter = this.within(document.establishment, { _id: document._id })
    const stored = (await this.model.findOne(filter, { version: 1 }, { session: session ?? null, lean: true })) as {
      version: number
    } | null
    if (stored !== null && stored.version >= document.version) return false
    await this.model.replaceOne(filter, document, { ...within(session), upsert: true })
    return true
  }

  protected within(establishment: string, filter: QueryFilter<T>): QueryFilter<T> {
    return { ...filter, establishment }
  }
}

function within(session: ClientSession | undefined): { session?: ClientSession } {
  return session === undefined ? {} : { session }
}

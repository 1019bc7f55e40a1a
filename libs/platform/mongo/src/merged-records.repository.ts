import type { ClientSession, QueryFilter } from 'mongoose'
import { Repository, type Stored } from './repository'

/** A projection of patients, where one may have been merged into another. */
export interface MergeableRecord extends Stored {
  mergedInto?: string
}

/** Merges follow one another a few times at most; a loop would be an error that must not hang. */
const MAX_STEPS = 8

/**
 * Base of the projections of patients. What belongs to a record keeps the identifier that it came under; reading follows the merges, so
 * that an undone merge gives each record back exactly what was its own.
 */
export abstract class MergedRecordsRepository<T extends MergeableRecord> extends Repository<T> {
  /** A record and those merged into it, directly or not. */
  async idsOf(establishment: string, patientId: string, session?: ClientSession): Promise<string[]> {
    const ids = new Set([patientId])
    let last = [patientId]
    for (let step = 0; step < MAX_STEPS && last.length > 0; step++) {
      const filter = { mergedInto: { $in: last } } as QueryFilter<T>
      const merged = await this.find(establishment, filter, session ? { session } : {})
      last = merged.map((one) => one._id).filter((id) => !ids.has(id))
      for (const id of last) ids.add(id)
    }
    return [...ids]
  }

  /** The live record of each id: itself, or the one that it was merged into. */
  async liveOf(establishment: string, ids: readonly string[], session?: ClientSession): Promise<Map<string, T>> {
    const known = new Map<string, T>()
    let wanted = [...new Set(ids)]
    for (let step = 0; step < MAX_STEPS && wanted.length > 0; step++) {
      const filter = { _id: { $in: wanted } } as QueryFilter<T>
      const found = await this.find(establishment, filter, session ? { session } : {})
      for (const one of found) known.set(one._id, one)
      wanted = found.flatMap(({ mergedInto }) =>
        mergedInto === undefined || known.has(mergedInto) ? [] : [mergedInto],
      )
    }
    const live = (id: string): T | undefined => {
      let record = known.get(id)
      for (let step = 0; step < MAX_STEPS && record?.mergedInto !== undefined; step++) {
        const next = known.get(record.mergedInto)
        if (!next) break
        record = next
      }
      return record
    }
    return new Map(
      ids.flatMap((id) => {
        const record = live(id)
        return record ? [[id, record] as const] : []
      }),
    )
  }

  /** The identifier of the live record of an id; the id itself when the record is not known here yet. */
  async liveIdOf(establishment: string, id: string, session?: ClientSession): Promise<string> {
    return (await this.liveOf(establishment, [id], session)).get(id)?._id ?? id
  }

  /**
   * Holds a record in a transaction: who changes it meanwhile, and who writes what depends on it, come one after the other. Nothing when
   * it is not known here yet.
   */
  async hold(establishment: string, id: string, session: ClientSession): Promise<void> {
    const filter = this.within(establishment, { _id: id })
    await this.model.collection.updateOne(filter as never, { $inc: { held: 1 } }, { session })
  }
}

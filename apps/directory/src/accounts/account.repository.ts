import { Injectable } from '@nestjs/common'
import { Mongo, type QueryFilter, Repository } from '@anamnese/platform-mongo'
import type { Account } from './account'
import { accountSchema } from './account.schema'

@Injectable()
export class AccountRepository extends Repository<Account> {
  constructor(mongo: Mongo) {
    super(mongo, 'accounts', accountSchema)
  }

  async findByIdNat(establishment: string, idNat: string): Promise<Account | null> {
    return this.findOne(establishment, { idNat })
  }
}

/** Words of a search, each at the beginning of a name or of an identifier; capitals do not matter. */
export function accountSearch(q: string | undefined): QueryFilter<Account> {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return {}
  return {
    $and: words.slice(0, 5).map((word) => {
      const start = new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'i')
      return { $or: [{ family: start }, { given: start }, { idNat: start }] }
    }),
  }
}

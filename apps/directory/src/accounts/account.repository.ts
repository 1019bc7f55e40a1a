import { Injectable } from '@nestjs/common'
import { Mongo, type QueryFilter, Repository } from '@anamnese/platform-mongo'
import { beginnings } from '../words'
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

/** Every word of the search begins a name or the identifier. */
export function accountSearch(q: string | undefined): QueryFilter<Account> {
  const starts = beginnings(q ?? '')
  return starts.length === 0 ? {} : { $and: starts.map((start) => ({ words: start })) }
}

const SORTS = ['family', 'given', 'profession', 'active', 'lastSignInAt'] as const

/** `field` or `-field`; by name unless told otherwise. */
export function accountSort(sort: string | undefined): Record<string, 1 | -1> {
  const field = SORTS.find((known) => known === sort?.replace('-', ''))
  return field === undefined
    ? { family: 1, given: 1 }
    : { [field]: sort?.startsWith('-') === true ? -1 : 1, family: 1, given: 1 }
}

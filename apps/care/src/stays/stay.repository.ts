import { Injectable } from '@nestjs/common'
import type { Unit } from '@anamnese/contracts'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import type { Stay } from './stay'
import { staySchema } from './stay.schema'

@Injectable()
export class StayRepository extends Repository<Stay> {
  constructor(mongo: Mongo) {
    super(mongo, 'stays', staySchema)
  }

  /** Units that have patients present, with how many. */
  async presence(establishment: string): Promise<{ unit: Unit; present: number }[]> {
    const rows = await this.model.aggregate<{ _id: string; label?: string | null; present: number }>([
      { $match: { establishment, state: 'open', unit: { $exists: true } } },
      // The most recent label that a message gave to the unit.
      { $sort: { changedAt: 1 } },
      { $group: { _id: '$unit.code', label: { $last: '$unit.label' }, present: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ])
    return rows.map(({ _id: code, label, present }) => ({ unit: { code, ...(label ? { label } : {}) }, present }))
  }
}

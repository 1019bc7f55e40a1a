import { Injectable } from '@nestjs/common'
import type { InsAccessSummary, PartnerTotal } from '@anamnese/contracts'
import type { QueryFilter } from '@anamnese/platform-mongo'
import { TrailRepository } from '../trail/trail.repository'
import type { TrailRow } from '../trail/trail.schema'

const MAX_LINES = 500

interface PartnerRow {
  _id: string
  exchanges: number
  withIns: number
  failures: number
  patients: number
  firstAt: Date
  lastAt: Date
}

interface ReaderRow {
  _id: string
  name: string
  idNat?: string
  kind: InsAccessSummary['readers'][number]['kind']
  accesses: number
  lastAt: Date
}

/** What traces say when they are counted: partners of exchanges, readers of an INS. */
@Injectable()
export class Totals {
  constructor(private readonly rows: TrailRepository) {}

  /** With whom data was exchanged, those with most exchanges first (INS/va1.46). */
  async partners(establishment: string, filter: QueryFilter<TrailRow>): Promise<PartnerTotal[]> {
    const withPartner = { $and: [filter, { 'entry.partner': { $exists: true } }] } as QueryFilter<TrailRow>
    const rows = await this.rows.aggregate<PartnerRow>(establishment, withPartner, [
      // First by patient, so that patients are counted without being held together.
      {
        $group: {
          _id: { partner: '$entry.partner', patient: '$entry.patientId' },
          exchanges: { $sum: 1 },
          withIns: { $sum: { $cond: ['$entry.ins', 1, 0] } },
          failures: { $sum: { $cond: [{ $eq: ['$entry.outcome', 'success'] }, 0, 1] } },
          firstAt: { $min: '$at' },
          lastAt: { $max: '$at' },
        },
      },
      {
        $group: {
          _id: '$_id.partner',
          exchanges: { $sum: '$exchanges' },
          withIns: { $sum: '$withIns' },
          failures: { $sum: '$failures' },
          patients: { $sum: { $cond: [{ $ifNull: ['$_id.patient', false] }, 1, 0] } },
          firstAt: { $min: '$firstAt' },
          lastAt: { $max: '$lastAt' },
        },
      },
      { $sort: { exchanges: -1, _id: 1 } },
      { $limit: MAX_LINES },
    ])
    return rows.map(({ _id, firstAt, lastAt, ...counts }) => ({
      partner: _id,
      ...counts,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    }))
  }

  /** Who saw the INS of a patient (of the record and those merged into it), the last ones first, and with whom it was exchanged. */
  async insOf(establishment: string, patientIds: readonly string[]): Promise<InsAccessSummary> {
    const filter = { 'entry.patientId': { $in: [...patientIds] }, 'entry.ins': true } as QueryFilter<TrailRow>
    const [readers, partners] = await Promise.all([
      this.rows.aggregate<ReaderRow>(establishment, filter, [
        { $sort: { at: -1 } },
        {
          $group: {
            _id: '$entry.actor.id',
            name: { $first: '$entry.actor.name' },
            idNat: { $first: '$entry.actor.idNat' },
            kind: { $first: '$entry.actor.kind' },
            accesses: { $sum: 1 },
            lastAt: { $max: '$at' },
          },
        },
        { $sort: { lastAt: -1 } },
        { $limit: MAX_LINES },
      ]),
      this.partners(establishment, filter),
    ])
    return {
      total: readers.reduce((sum, { accesses }) => sum + accesses, 0),
      readers: readers.map(({ _id, lastAt, idNat, ...rest }) => ({
        id: _id,
        ...rest,
        ...(idNat ? { idNat } : {}),
        lastAt: lastAt.toISOString(),
      })),
      partners,
    }
  }
}

import { Injectable } from '@nestjs/common'
import type { Actor, MergeView, Page } from '@anamnese/contracts'
import { AuditTrail } from '@anamnese/platform-messaging'
import type { QueryFilter } from '@anamnese/platform-mongo'
import { PatientRepository } from '../patients/patient.repository'
import { searchFilter } from '../patients/search-filter'
import type { MergeRecord } from './merge-record'
import { MergeRecordRepository } from './merge-record.repository'
import { mergeView } from './merge-view'
import type { MergesQuery } from './merge.requests'

const MAX_NAMED = 300

/** The merges made here or told by messages, the most recent first. */
@Injectable()
export class MergeListService {
  constructor(
    private readonly patients: PatientRepository,
    private readonly merges: MergeRecordRepository,
    private readonly trail: AuditTrail,
  ) {}

  async list(actor: Actor, query: MergesQuery): Promise<Page<MergeView>> {
    const { establishment } = actor
    const filter = await this.filterOf(establishment, query)
    const { page, size } = query
    const found = await this.merges.page(establishment, filter, { page, size, sort: { at: -1, _id: -1 } })
    const ids = found.items.flatMap((record) => [record.survivorId, record.absorbedId])
    const patients = await this.patients.find(establishment, { _id: { $in: [...new Set(ids)] } })
    const known = new Map(patients.map((one) => [one._id, one]))
    const items = found.items.map((record) => mergeView(record, known))
    const shown = items.flatMap(({ survivor, absorbed }) => [survivor, absorbed]).filter((one) => one.ins)
    const traces = [...new Set(shown.map((one) => one.id))]
    await this.trail.recordAll(
      actor,
      traces.map((patientId) => ({ action: 'identity.merges', patientId, ins: true })),
    )
    return { ...found, items }
  }

  private async filterOf(establishment: string, query: MergesQuery): Promise<QueryFilter<MergeRecord>> {
    const words = query.q?.trim() ?? ''
    const named =
      words === '' ? [] : await this.patients.find(establishment, searchFilter({ q: words }), { limit: MAX_NAMED })
    const ids = [...named.map((one) => one._id), ...(query.patientId === undefined ? [] : [query.patientId])]
    const any = words !== '' || query.patientId !== undefined
    return {
      ...(query.state === undefined ? {} : { state: query.state }),
      ...(any ? { $or: [{ survivorId: { $in: ids } }, { absorbedId: { $in: ids } }] } : {}),
    }
  }
}

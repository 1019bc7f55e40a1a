import { Injectable } from '@nestjs/common'
import type { Actor, DuplicateCounters, DuplicateDetail, DuplicateView, Page } from '@anamnese/contracts'
import { conflict, notFound, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo, type QueryFilter } from '@anamnese/platform-mongo'
import { compareTraits } from '../merges/trait-comparison'
import type { Patient } from '../patients/patient'
import { patientDetail } from '../patients/patient-view'
import { PatientRepository } from '../patients/patient.repository'
import { searchFilter } from '../patients/search-filter'
import type { DuplicatePair } from './duplicate-pair'
import { DuplicatePairRepository } from './duplicate-pair.repository'
import { duplicateView } from './duplicate-view'
import type { DuplicateDecisionDto, DuplicatesQuery } from './duplicate.requests'
import { fingerprintOf } from './patient-facts'

const SORTS: Readonly<Record<string, string>> = { score: 'score', changedAt: 'changedAt', createdAt: 'createdAt' }
const MAX_NAMED = 300

/** The worklist of duplicates and collisions, and what people decide on them. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly mongo: Mongo,
    private readonly pairs: DuplicatePairRepository,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {}

  async list(actor: Actor, query: DuplicatesQuery): Promise<Page<DuplicateView>> {
    const { establishment } = actor
    const { page, size } = query
    const filter = await this.filterOf(establishment, query)
    const found = await this.pairs.page(establishment, filter, { page, size, sort: sortOf(query.sort) })
    const patients = await this.patientsOf(establishment, found.items)
    const items = found.items.flatMap((pair) => duplicateView(pair, patients) ?? [])
    const shown = new Map(items.flatMap(({ records }) => records).map((one) => [one.id, one]))
    const traces = [...shown.values()].filter((one) => one.ins !== undefined)
    await this.trail.recordAll(
      actor,
      traces.map((one) => ({ action: 'identity.duplicates', patientId: one.id, ins: true })),
    )
    return { ...found, items }
  }

  async counters(establishment: string): Promise<DuplicateCounters> {
    const [duplicates, collisions, deferred] = await Promise.all([
      this.pairs.count(establishment, { state: 'open', kind: 'DUPLICATE' }),
      this.pairs.count(establishment, { state: 'open', kind: 'INS' }),
      this.pairs.count(establishment, { state: 'deferred' }),
    ])
    return { duplicates, collisions, deferred }
  }

  async read(actor: Actor, id: string): Promise<DuplicateDetail> {
    const { pair, one, other } = await this.find(actor.establishment, id)
    await this.trail.recordAll(
      actor,
      [one, other].map((patient) => ({
        action: 'identity.compare',
        patientId: patient._id,
        ins: patient.ins !== undefined,
      })),
    )
    return detailOf(pair, one, other)
  }

  /** @throws ProblemError 409 when the pair, or what it is about, changed since it was read */
  async decide(actor: Actor, id: string, { version, state, reason }: DuplicateDecisionDto): Promise<DuplicateDetail> {
    const { pair, one, other } = await this.find(actor.establishment, id)
    if (pair.version !== version) throw changedMeanwhile()
    if (pair.state === 'merged') throw unprocessable('DUPLICATE.MERGED', 'Ces deux dossiers sont déjà fusionnés.')
    const at = new Date().toISOString()
    const decision = { by: actor.name, at, reason, fingerprint: fingerprintOf(one, other) }
    const next: DuplicatePair = { ...pair, state, decision, changedAt: at }
    const stored = await this.write(() =>
      this.mongo.transaction(async (session) => {
        const kept = await this.pairs.save(next, session)
        await this.trail.recordAll(
          actor,
          [one, other].map((patient) => ({
            action: 'identity.decide-duplicate',
            patientId: patient._id,
            object: { kind: 'duplicate', id },
            reason,
            detail: state,
          })),
          session,
        )
        return kept
      }),
    )
    return detailOf(stored, one, other)
  }

  /** The pair with both of its records. */
  async find(establishment: string, id: string): Promise<{ pair: DuplicatePair; one: Patient; other: Patient }> {
    const pair = await this.pairs.findById(establishment, id)
    const patients = pair ? await this.patientsOf(establishment, [pair]) : new Map<string, Patient>()
    const [one, other] = (pair?.patients ?? []).map((patientId) => patients.get(patientId))
    if (!pair || !one || !other) throw notFound('DUPLICATE.UNKNOWN', 'Ce doublon potentiel n’existe plus.')
    return { pair, one, other }
  }

  async write<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof ConcurrentChangeError) throw changedMeanwhile()
      throw error
    }
  }

  private async patientsOf(establishment: string, pairs: readonly DuplicatePair[]): Promise<Map<string, Patient>> {
    const ids = [...new Set(pairs.flatMap((pair) => pair.patients))]
    const found = await this.patients.find(establishment, { _id: { $in: ids } })
    return new Map(found.map((one) => [one._id, one]))
  }

  private async filterOf(establishment: string, query: DuplicatesQuery): Promise<QueryFilter<DuplicatePair>> {
    const { state = 'open', kind, minScore, q } = query
    const words = q?.trim() ?? ''
    const named =
      words === '' ? [] : await this.patients.find(establishment, searchFilter({ q: words }), { limit: MAX_NAMED })
    return {
      state,
      ...(kind === undefined ? {} : { kind }),
      ...(minScore === undefined ? {} : { score: { $gte: minScore } }),
      ...(words === '' ? {} : { patients: { $in: named.map((patient) => patient._id) } }),
    }
  }
}

export function detailOf(pair: DuplicatePair, one: Patient, other: Patient): DuplicateDetail {
  const patients = new Map([one, other].map((patient) => [patient._id, patient]))
  const view = duplicateView(pair, patients)
  if (!view) throw notFound('DUPLICATE.UNKNOWN', 'Ce doublon potentiel n’existe plus.')
  return { ...view, patients: [patientDetail(one), patientDetail(other)], traits: compareTraits(one, other) }
}

function changedMeanwhile(): Error {
  return conflict('DUPLICATE.CONFLICT', 'Ces dossiers ont changé entre-temps.', 'Relire la comparaison puis décider.')
}

function sortOf(sort: string | undefined): Record<string, 1 | -1> {
  const field = SORTS[(sort ?? '').replace(/^-/, '')]
  return field === undefined ? { score: -1, _id: 1 } : { [field]: sort?.startsWith('-') ? -1 : 1, _id: 1 }
}

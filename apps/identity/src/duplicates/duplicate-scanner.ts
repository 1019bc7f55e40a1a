import { Inject, Injectable } from '@nestjs/common'
import type { Actor, DuplicateScanView } from '@anamnese/contracts'
import { conflict } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { PatientRepository } from '../patients/patient.repository'
import type { DuplicateScan } from './duplicate-scan'
import { DuplicateScanRepository } from './duplicate-scan.repository'
import { MatchCardRepository } from './match-card.repository'

/** records put in the queue at a time, when it is short */
const STEP = 500

/** Puts every record in the queue behind those that have just changed, a few at a time: it stops and goes on where it was. */
@Injectable()
export class DuplicateScanner {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly scans: DuplicateScanRepository,
    private readonly cards: MatchCardRepository,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** Goes one step further when the queue is short. @returns whether it did */
  async advance(): Promise<boolean> {
    const { ESTABLISHMENT: establishment } = this.config
    const scan = await this.scans.findById(establishment, establishment)
    if (scan?.state !== 'running' || (await this.cards.waiting(establishment)) > STEP) return false
    const found = await this.patients.find(
      establishment,
      { _id: { $gt: scan.cursor } },
      { sort: { _id: 1 }, limit: STEP },
    )
    const next = found.map((patient) => patient._id)
    const last = next.at(-1)
    try {
      await this.mongo.transaction(async (session) => {
        await this.cards.ask(establishment, next, 1, session)
        const queued = scan.queued + next.length
        const end = { state: 'done' as const, endedAt: new Date().toISOString() }
        await this.scans.save({ ...scan, queued, ...(last === undefined ? end : { cursor: last }) }, session)
      })
    } catch (error) {
      // Another replica took the step, or someone paused it.
      if (!(error instanceof ConcurrentChangeError || isDuplicateKey(error))) throw error
    }
    return true
  }

  async act(actor: Actor, action: 'start' | 'pause' | 'resume'): Promise<DuplicateScanView> {
    const { establishment } = actor
    const scan = await this.scans.findById(establishment, establishment)
    const next = await this.next(actor, scan, action)
    try {
      await this.mongo.transaction(async (session) => {
        if (scan) await this.scans.save({ ...next, version: scan.version }, session)
        else await this.scans.insert(next, session)
        await this.trail.record(actor, { action: 'identity.scan-duplicates', detail: action }, session)
      })
    } catch (error) {
      // The step under way was kept first: what the person asks is asked again on it.
      if (error instanceof ConcurrentChangeError) return this.act(actor, action)
      throw error
    }
    return this.view(establishment)
  }

  async view(establishment: string): Promise<DuplicateScanView> {
    const [scan, waiting] = await Promise.all([
      this.scans.findById(establishment, establishment),
      this.cards.waiting(establishment),
    ])
    if (!scan) return { state: 'never', queued: 0, total: 0, waiting }
    const { state, startedAt, startedBy, endedAt, queued, total } = scan
    return { state, startedAt, startedBy, ...(endedAt === undefined ? {} : { endedAt }), queued, total, waiting }
  }

  private async next(actor: Actor, scan: DuplicateScan | null, action: string): Promise<DuplicateScan> {
    const { establishment } = actor
    if (action === 'start') {
      if (scan?.state === 'running') throw conflict('DUPLICATES.SCANNING', 'La base est déjà en cours de comparaison.')
      return {
        _id: establishment,
        establishment,
        version: 0,
        state: 'running',
        startedAt: new Date().toISOString(),
        startedBy: actor.name,
        cursor: '',
        queued: 0,
        total: await this.patients.count(establishment, {}),
      }
    }
    const [from, to] = action === 'pause' ? (['running', 'paused'] as const) : (['paused', 'running'] as const)
    if (scan?.state !== from) throw conflict('DUPLICATES.SCAN_STATE', 'La comparaison n’est pas dans cet état.')
    return { ...scan, state: to }
  }
}

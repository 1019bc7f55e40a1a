import { Inject, Injectable } from '@nestjs/common'
import type { Actor, InsiBatchState, InsiBatchView, InsiWorklist } from '@anamnese/contracts'
import { conflict, notFound, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { VerificationService } from '../insi/verification.service'
import { newId } from '../new-id'
import { PatientRepository } from '../patients/patient.repository'
import { type Batch, type BatchItem, ITEM_OUTCOMES } from './batch'
import { BatchItemRepository } from './batch-item.repository'
import { BatchLoop } from './batch-loop'
import { BatchRepository } from './batch.repository'
import type { BatchDto } from './batches.requests'

/** Beyond, a batch would take days: a person chooses what comes first. */
const MAX_ITEMS = 20_000
const READ_SIZE = 500

const NEXT: Readonly<Record<'pause' | 'resume' | 'cancel', { from: InsiBatchState[]; to: InsiBatchState }>> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
}

/** Batches of INSi calls: written here, carried out by {@link BatchLoop}. */
@Injectable()
export class BatchesService {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly batches: BatchRepository,
    private readonly items: BatchItemRepository,
    private readonly patients: PatientRepository,
    private readonly verification: VerificationService,
    private readonly loop: BatchLoop,
    private readonly trail: AuditTrail,
  ) {}

  async create({ kind, patientIds, worklist, acceptIdentical }: BatchDto, actor: Actor): Promise<Batch> {
    if ((patientIds === undefined) === (worklist === undefined)) {
      const what = 'Donner les dossiers, ou une liste de travail.'
      throw unprocessable('INSI_BATCH.EMPTY', 'Un lot porte sur des dossiers ou sur une liste de travail.', what)
    }
    const ids = worklist === undefined ? [...new Set(patientIds)] : await this.idsOf(actor.establishment, worklist)
    if (ids.length === 0) throw unprocessable('INSI_BATCH.EMPTY', 'Aucun dossier à soumettre à INSi.')
    const { patientContext: _context, ...person } = actor
    const createdAt = new Date()
    const batch: Batch = {
      _id: newId(),
      establishment: actor.establishment,
      version: 1,
      kind,
      state: 'running',
      createdAt: createdAt.toISOString(),
      actor: person,
      acceptIdentical: kind === 'search' && acceptIdentical === true,
      total: ids.length,
    }
    await this.mongo.transaction(async (session) => {
      await this.batches.insert(batch, session)
      await this.items.insertAll(
        ids.map((patientId, rank) => itemOf(batch, patientId, createdAt, rank)),
        session,
      )
      const detail = `${kind} ${String(ids.length)} dossiers`
      const object = { kind: 'insi-batch', id: batch._id }
      await this.trail.record(actor, { action: 'insi-batch.create', object, detail }, session)
    })
    this.loop.nudge()
    return batch
  }

  async read(establishment: string, id: string): Promise<Batch> {
    const batch = await this.batches.findById(establishment, id)
    if (!batch) throw notFound('INSI_BATCH.UNKNOWN', 'Ce lot n’existe pas.')
    return batch
  }

  async act(id: string, act: keyof typeof NEXT, actor: Actor): Promise<Batch> {
    const { from, to } = NEXT[act]
    try {
      const stored = await this.mongo.transaction(async (session) => {
        const batch = await this.batches.findById(actor.establishment, id, session)
        if (!batch) throw notFound('INSI_BATCH.UNKNOWN', 'Ce lot n’existe pas.')
        if (!from.includes(batch.state)) throw conflict('INSI_BATCH.STATE', 'Ce lot n’est plus dans cet état.')
        const ended = to === 'cancelled' ? { endedAt: new Date().toISOString() } : {}
        const object = { kind: 'insi-batch', id }
        await this.trail.record(actor, { action: `insi-batch.${act}`, object }, session)
        return this.batches.save({ ...batch, ...ended, state: to }, session)
      })
      this.loop.nudge()
      return stored
    } catch (error) {
      if (error instanceof ConcurrentChangeError) throw conflict('INSI_BATCH.STATE', 'Ce lot vient de changer d’état.')
      throw error
    }
  }

  async view(batch: Batch): Promise<InsiBatchView> {
    const counts = await this.items.counts(batch.establishment, batch._id)
    const { _id, kind, state, createdAt, actor, acceptIdentical, total, endedAt } = batch
    return {
      id: _id,
      kind,
      state,
      createdAt,
      createdBy: actor.name,
      acceptIdentical,
      ratePerMinute: this.config.INSI_BATCH_PER_MINUTE,
      total,
      counts: Object.fromEntries(
        ITEM_OUTCOMES.map((outcome) => [outcome, counts[outcome] ?? 0]),
      ) as InsiBatchView['counts'],
      ...(endedAt === undefined ? {} : { endedAt }),
    }
  }

  /** The records of a worklist as it is now, by pages: only their ids are kept. */
  private async idsOf(establishment: string, worklist: InsiWorklist): Promise<string[]> {
    const ids: string[] = []
    const filter = this.filterOf(worklist)
    for (let last = ''; ids.length < MAX_ITEMS;) {
      const page = await this.patients.find(
        establishment,
        { ...filter, _id: { $gt: last } },
        { sort: { _id: 1 }, limit: READ_SIZE },
      )
      ids.push(...page.map(({ _id }) => _id))
      const end = page.at(-1)
      if (end === undefined || page.length < READ_SIZE) break
      last = end._id
    }
    return ids.slice(0, MAX_ITEMS)
  }

  private filterOf(worklist: InsiWorklist): Record<string, unknown> {
    const live = { mergedInto: { $exists: false }, attributes: { $nin: ['DOUTEUSE', 'FICTIVE'] } }
    return worklist === 'to-qualify'
      ? { ...live, status: { $in: ['PROVISOIRE', 'VALIDEE'] } }
      : {
          ...live,
          insKey: { $exists: true },
          $or: [{ insVerifiedAt: { $exists: false } }, { insVerifiedAt: { $lt: this.verification.oldest } }],
        }
  }
}

/** In the order in which they were given: a millisecond apart. */
function itemOf(batch: Batch, patientId: string, createdAt: Date, rank: number): BatchItem {
  const turn = createdAt.getTime() - MAX_ITEMS + rank
  return {
    _id: newId(turn),
    establishment: batch.establishment,
    version: 1,
    batchId: batch._id,
    patientId,
    outcome: 'waiting',
    message: 'En attente.',
    attempts: 0,
    nextAttemptAt: new Date(turn),
  }
}

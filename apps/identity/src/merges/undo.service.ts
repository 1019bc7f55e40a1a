import { Injectable } from '@nestjs/common'
import type { Actor, MergeView, UndoPreview } from '@anamnese/contracts'
import { conflict, notFound, ProblemError } from '@anamnese/platform-http'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { STATUS_LABELS } from '@anamnese/domain-ins'
import { CollisionRecorder } from '../duplicates/collision-recorder'
import { DuplicatePairRepository } from '../duplicates/duplicate-pair.repository'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import { MergeHistory } from './merge-history'
import { unmergePatients } from './merge-patients'
import type { MergeRecord } from './merge-record'
import { MergeRecordRepository } from './merge-record.repository'
import type { UndoMergeDto } from './merge.requests'
import { mergeView } from './merge-view'
import { MergesService } from './merges.service'

/** A merge that was wrong is undone: the absorbed record lives again, as it was. */
@Injectable()
export class UndoService {
  constructor(
    private readonly mongo: Mongo,
    private readonly merges: MergesService,
    private readonly records: MergeRecordRepository,
    private readonly patients: PatientRepository,
    private readonly pairs: DuplicatePairRepository,
    private readonly collisions: CollisionRecorder,
    private readonly history: MergeHistory,
  ) {}

  async preview(actor: Actor, id: string): Promise<UndoPreview> {
    const record = await this.merges.find(actor.establishment, id)
    const { survivor, absorbed } = await this.both(record)
    const obstacle = obstacleOf(record, survivor, absorbed)
    const { snapshot } = record
    const stays = await this.history.redirected(survivor._id, absorbed, record.at)
    await this.merges.traceBoth(actor, 'identity.undo-preview', survivor, absorbed)
    return {
      merge: mergeView(record, new Map([survivor, absorbed].map((one) => [one._id, one]))),
      ...(obstacle ? { obstacle: { code: obstacle.code, message: obstacle.message } } : {}),
      returns: [
        `IPP ${snapshot.absorbed.ipps.map((one) => one.value).join(', ')} : de nouveau un dossier à part.`,
        `Statut ${STATUS_LABELS[snapshot.absorbed.status].toLowerCase()}, comme avant la fusion.`,
        ...(snapshot.absorbed.ins ? [`INS ${snapshot.absorbed.ins.matricule}.`] : []),
        'Séjours, documents, envois et choix reçus sous son identité avant la fusion.',
      ],
      stays: stays.map(({ message, facts }) => ({
        messageId: message._id,
        receivedAt: message.receivedAt.toISOString(),
        event: message.event ?? '',
        ...(message.controlId === undefined ? {} : { controlId: message.controlId }),
        ...(facts.stay === undefined ? {} : { stayNumber: facts.stay.number }),
      })),
    }
  }

  /** @throws ProblemError 409 when it cannot be undone now, or when one of the records changed meanwhile */
  async undo(actor: Actor, id: string, { version, reason }: UndoMergeDto): Promise<MergeView> {
    try {
      return await this.mongo.transaction(async (session) => {
        const record = await this.merges.find(actor.establishment, id, session)
        const both = await this.both(record, session)
        const obstacle = obstacleOf(record, both.survivor, both.absorbed)
        if (obstacle) throw obstacle
        if (record.version !== version) throw changedMeanwhile()
        const at = new Date().toISOString()
        const holder = await this.holderOf(record, session)
        const act = { at, author: actor.name, reason }
        const after = unmergePatients(record, both.survivor, both.absorbed, act, holder !== null)
        // The survivor first: an INS that the merge brought leaves it before it goes back.
        const survivor = await this.merges.keep(after.survivor, session)
        const absorbed = await this.merges.keep(after.absorbed, session)
        const undone = { at, by: actor.name, reason }
        const kept = await this.records.save({ ...record, state: 'undone', undone }, session)
        await this.openPair(record, at, session)
        const { ins } = record.snapshot.absorbed
        if (holder && ins) {
          const origin = { kind: 'UNDO' as const, label: 'Fusion annulée' }
          const collision = { ins, holderId: holder._id, claimantId: absorbed._id, origin, at }
          await this.collisions.record({ holder, claimant: absorbed, ...collision }, session)
        }
        await this.merges.traceBoth(actor, 'identity.undo-merge', survivor, absorbed, { session, reason, id })
        return mergeView(kept, new Map([survivor, absorbed].map((one) => [one._id, one])))
      })
    } catch (error) {
      if (error instanceof ConcurrentChangeError || isDuplicateKey(error)) throw changedMeanwhile()
      throw error
    }
  }

  /** The record that holds now the INS that should go back, unless it got it by the merge itself. */
  private async holderOf(record: MergeRecord, session: ClientSession): Promise<Patient | null> {
    const { insKey } = record.snapshot.absorbed
    if (insKey === undefined) return null
    const holder = await this.patients.findOne(record.establishment, { insKey }, session)
    if (!holder || holder._id !== record.survivorId) return holder
    const own = holder.sources.some((one) => one.active && one.ins && !record.carried.includes(one.id))
    return own ? holder : null
  }

  private async openPair({ establishment, survivorId, absorbedId }: MergeRecord, at: string, session: ClientSession) {
    const pair = await this.pairs.between(establishment, survivorId, absorbedId, session)
    if (pair?.state === 'merged') await this.pairs.save({ ...pair, state: 'open', changedAt: at }, session)
  }

  private async both(record: MergeRecord, session?: ClientSession): Promise<{ survivor: Patient; absorbed: Patient }> {
    const survivor = await this.patients.findById(record.establishment, record.survivorId, session)
    const absorbed = await this.patients.findById(record.establishment, record.absorbedId, session)
    if (!survivor || !absorbed) throw notFound('PATIENT.UNKNOWN', 'Un de ces dossiers n’existe plus.')
    return { survivor, absorbed }
  }
}

function obstacleOf(record: MergeRecord, survivor: Patient, absorbed: Patient): ProblemError | undefined {
  if (record.state === 'undone') return conflict('MERGE.UNDONE', 'Cette fusion a déjà été annulée.')
  if (absorbed.mergedInto !== survivor._id) {
    return conflict('MERGE.NOT_CURRENT', 'Ce dossier n’est plus fusionné par cette fusion.')
  }
  if (survivor.mergedInto === undefined) return undefined
  return conflict(
    'MERGE.SURVIVOR_MERGED',
    'Le dossier conservé a lui-même été fusionné depuis.',
    'Annuler d’abord cette fusion plus récente.',
  )
}

function changedMeanwhile(): Error {
  return conflict('IDENTITY.CONFLICT', 'Ces dossiers ont changé entre-temps.', 'Relire la fusion puis recommencer.')
}

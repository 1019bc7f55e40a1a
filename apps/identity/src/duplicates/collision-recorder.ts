import { Injectable } from '@nestjs/common'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { insKeyOf, type Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import type { Collision } from './duplicate-pair'
import { newPair } from './comparison'
import { DuplicatePairRepository } from './duplicate-pair.repository'

export interface NewCollision extends Collision {
  holder: Patient
  claimant: Patient
}

/** Keeps that one INS is claimed by two records, in the worklist of duplicates. */
@Injectable()
export class CollisionRecorder {
  constructor(
    private readonly mongo: Mongo,
    private readonly patients: PatientRepository,
    private readonly pairs: DuplicatePairRepository,
  ) {}

  /**
   * The unique index refused an INS to a record: which other one holds it is kept for a person to decide. Nothing when the refusal was
   * about something else, or when the other record gave its INS up meanwhile.
   */
  async refused(establishment: string, claimantId: string, refusal: unknown, tries = 3): Promise<void> {
    const insKey = (refusal as { keyValue?: { insKey?: string } }).keyValue?.insKey
    const [matricule, oid] = insKey?.split('^') ?? []
    if (insKey === undefined || matricule === undefined || oid === undefined) return
    try {
      await this.mongo.transaction(async (session) => {
        const holder = await this.patients.findOne(establishment, { insKey }, session)
        const claimant = await this.patients.findById(establishment, claimantId, session)
        if (!holder || !claimant || holder._id === claimantId) return
        const origin = { kind: 'INSI' as const, label: 'Identité renvoyée par INSi' }
        const at = new Date().toISOString()
        const collision = { ins: { matricule, oid }, holderId: holder._id, claimantId, origin, at }
        await this.record({ holder, claimant, ...collision }, session)
      })
    } catch (error) {
      if (tries <= 1 || !(error instanceof ConcurrentChangeError || isDuplicateKey(error))) throw error
      await this.refused(establishment, claimantId, refusal, tries - 1)
    }
  }

  /** Said again, it changes nothing; what a person decided on the same INS stays decided. */
  async record({ holder, claimant, ...collision }: NewCollision, session: ClientSession): Promise<void> {
    const known = await this.pairs.between(holder.establishment, holder._id, claimant._id, session)
    const reason = { code: 'INS.CLAIMED', label: 'Même INS reçue pour les deux dossiers', points: 100 }
    if (!known) {
      const pair = newPair(holder, claimant, { score: 100, reasons: [reason] }, collision.at)
      await this.pairs.insert({ ...pair, kind: 'INS', collision }, session)
      return
    }
    const same = known.collision && insKeyOf(known.collision.ins) === insKeyOf(collision.ins)
    if (same && known.state !== 'merged') return
    const reasons = [reason, ...known.reasons.filter((one) => one.code !== reason.code)]
    await this.pairs.save(
      { ...known, kind: 'INS', state: 'open', score: 100, reasons, collision, changedAt: collision.at },
      session,
    )
  }
}

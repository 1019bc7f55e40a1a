import { Injectable } from '@nestjs/common'
import { type ClientSession } from '@anamnese/platform-mongo'
import type { Patient } from '../patients/patient'
import { insKeyOf } from '../patients/patient'
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
  constructor(private readonly pairs: DuplicatePairRepository) {}

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

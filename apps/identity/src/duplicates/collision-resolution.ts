import { Injectable } from '@nestjs/common'
import { type Actor, type DuplicateDetail, PatientChanged } from '@anamnese/contracts'
import { conflict, unprocessable } from '@anamnese/platform-http'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { insKeyOf, type Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import { settle } from '../patients/settle'
import { ended } from '../patients/sources'
import { DuplicatePairRepository } from './duplicate-pair.repository'
import type { CollisionWithdrawalDto } from './duplicate.requests'
import { detailOf, DuplicatesService } from './duplicates.service'
import { fingerprintOf } from './patient-facts'

/** An INS that was attributed to the wrong record is withdrawn there; the other one may then receive it, by INSi or by message. */
@Injectable()
export class CollisionResolution {
  constructor(
    private readonly mongo: Mongo,
    private readonly duplicates: DuplicatesService,
    private readonly pairs: DuplicatePairRepository,
    private readonly patients: PatientRepository,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ProblemError 409 when one of the records changed since it was read, 422 when there is nothing to withdraw */
  async withdrawFromHolder(actor: Actor, id: string, request: CollisionWithdrawalDto): Promise<DuplicateDetail> {
    const { pair, one, other } = await this.duplicates.find(actor.establishment, id)
    const { collision } = pair
    if (!collision || pair.state === 'merged') {
      throw unprocessable('COLLISION.NONE', 'Ces deux dossiers ne se disputent aucune INS.')
    }
    const [holder, claimant] = one._id === collision.holderId ? [one, other] : [other, one]
    if (holder.insKey !== insKeyOf(collision.ins)) {
      throw unprocessable('COLLISION.WITHDRAWN', 'Cette INS n’est plus celle de ce dossier.')
    }
    if (pair.version !== request.version || holder.version !== request.holderVersion) {
      throw conflict('DUPLICATE.CONFLICT', 'Ces dossiers ont changé entre-temps.', 'Relire la comparaison.')
    }
    const at = new Date().toISOString()
    const { reason } = request
    const after = withoutIns(holder, { at, author: actor.name, reason })
    const decision = { by: actor.name, at, reason, fingerprint: fingerprintOf(after, claimant) }
    return this.duplicates.write(() =>
      this.mongo.transaction(async (session) => {
        const stored = await this.patients.save(after, session)
        await this.outbox.append(session, PatientChanged, stored._id, patientEvent(stored))
        const kept = await this.pairs.save({ ...pair, state: 'different', decision, changedAt: at }, session)
        const object = { kind: 'duplicate', id }
        const detail = `${holder.status} → ${stored.status}`
        const entry = { action: 'identity.withdraw-ins', patientId: holder._id, object, reason, detail, ins: true }
        await this.trail.record(actor, entry, session)
        return detailOf(kept, stored, claimant)
      }),
    )
  }
}

/** QUALIFIEE → VALIDEE, RECUPEREE → PROVISOIRE: what rests on the INS ends, a document that was checked still counts. */
function withoutIns(patient: Patient, act: { at: string; author: string; reason: string }): Patient {
  const key = patient.insKey
  const sources = patient.sources.flatMap((source) => {
    if (!source.active || !source.ins || insKeyOf(source.ins) !== key) return [source]
    const { ins: _ins, ...rest } = source
    const kept = source.proof ? [{ ...rest, id: `${source.id}-SANS-INS` }] : []
    return [ended(source, act, `INS retirée : ${act.reason}`), ...kept]
  })
  return settle({ ...patient, sources }, patient, act)
}

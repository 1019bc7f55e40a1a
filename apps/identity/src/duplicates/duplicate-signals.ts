import { Injectable } from '@nestjs/common'
import type { Actor, DuplicateDetail } from '@anamnese/contracts'
import { compareIdentities } from '@anamnese/domain-identity-matching'
import { conflict, notFound, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import { newPair } from './comparison'
import type { DuplicatePair } from './duplicate-pair'
import { DuplicatePairRepository } from './duplicate-pair.repository'
import type { SignalDuplicateDto } from './duplicate.requests'
import { detailOf } from './duplicates.service'
import { factsOf } from './patient-facts'

/** Two records that someone, or another software, takes for one person's: they go to the worklist whatever their traits. */
@Injectable()
export class DuplicateSignals {
  constructor(
    private readonly mongo: Mongo,
    private readonly patients: PatientRepository,
    private readonly pairs: DuplicatePairRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ProblemError 404 for an IPP of nobody, 422 for one record or a merged one, 409 when the pair changed meanwhile */
  async signal(actor: Actor, { ipps, reason }: SignalDuplicateDto): Promise<DuplicateDetail> {
    const [one, other] = await Promise.all(ipps.map((ipp) => this.patientOf(actor.establishment, ipp)))
    if (!one || !other) throw notFound('PATIENT.UNKNOWN', 'Un de ces IPP n’est celui d’aucun dossier.')
    if (one._id === other._id) throw unprocessable('DUPLICATE.SAME', 'Ces deux IPP sont ceux d’un même dossier.')
    const signal = { by: actor.name, at: new Date().toISOString(), reason }
    try {
      return await this.mongo.transaction(async (session) => {
        const kept = await this.record(one, other, signal, session)
        const entries = [one, other].map((patient) => ({
          action: 'identity.signal-duplicate',
          patientId: patient._id,
          object: { kind: 'duplicate', id: kept._id },
          reason,
        }))
        await this.trail.recordAll(actor, entries, session)
        return detailOf(kept, one, other)
      })
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError || isDuplicateKey(error))) throw error
      throw conflict('DUPLICATE.CONFLICT', 'Cette paire vient de changer.', 'Recommencer.')
    }
  }

  /** Puts two live records in the worklist, in a transaction of the caller. Said again of a pair that waits, it changes nothing. */
  async record(
    one: Patient,
    other: Patient,
    signal: NonNullable<DuplicatePair['signal']>,
    session: ClientSession,
  ): Promise<DuplicatePair> {
    const known = await this.pairs.between(one.establishment, one._id, other._id, session)
    if (known?.state === 'open' && known.signal) return known
    if (known) return this.pairs.save({ ...known, state: 'open', signal, changedAt: signal.at }, session)
    const pair = newPair(one, other, compareIdentities(factsOf(one), factsOf(other)), signal.at)
    return this.pairs.insert({ ...pair, signal }, session)
  }

  private async patientOf(establishment: string, ipp: string): Promise<Patient | undefined> {
    const key = ipp.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const found = await this.patients.find(establishment, { ippKeys: { $regex: `^${key}\\^` } }, { limit: 2 })
    const [patient, more] = found
    if (more) throw unprocessable('DUPLICATE.SEVERAL', `L’IPP ${ipp} est celui de plusieurs domaines.`)
    if (patient?.mergedInto !== undefined) {
      throw unprocessable('IDENTITY.MERGED', `Le dossier de l’IPP ${ipp} est déjà fusionné.`)
    }
    return patient
  }
}

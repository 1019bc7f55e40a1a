import { Injectable } from '@nestjs/common'
import { type Actor, type MergePreview, type MergeView, PatientChanged } from '@anamnese/contracts'
import { STATUS_LABELS } from '@anamnese/domain-ins'
import { compareIdentities } from '@anamnese/domain-identity-matching'
import { conflict, notFound, unprocessable } from '@anamnese/platform-http'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { DuplicatePairRepository } from '../duplicates/duplicate-pair.repository'
import { factsOf } from '../duplicates/patient-facts'
import type { Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { patientDetail } from '../patients/patient-view'
import { PatientRepository } from '../patients/patient.repository'
import type { KnownStay } from './known-stays'
import { MergeHistory } from './merge-history'
import { carriedSources, mergePatients } from './merge-patients'
import type { MergeRecord } from './merge-record'
import { MergeRecordRepository } from './merge-record.repository'
import type { MergeDto, MergePreviewDto } from './merge.requests'
import { mergeView } from './merge-view'
import { mergeWarnings } from './merge-warnings'
import { compareTraits } from './trait-comparison'

/** Two records become one, after a person has seen what that does. */
@Injectable()
export class MergesService {
  constructor(
    private readonly mongo: Mongo,
    private readonly patients: PatientRepository,
    private readonly merges: MergeRecordRepository,
    private readonly pairs: DuplicatePairRepository,
    private readonly history: MergeHistory,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
  ) {}

  async preview(actor: Actor, { survivorId, absorbedId }: MergePreviewDto): Promise<MergePreview> {
    const { survivor, absorbed } = await this.both(actor.establishment, survivorId, absorbedId)
    const stays = await this.staysOf(survivor, absorbed)
    const pair = await this.pairs.between(actor.establishment, survivorId, absorbedId)
    const carried = carriedSources(survivor, absorbed)
    await this.traceBoth(actor, 'identity.merge-preview', survivor, absorbed)
    const merged = mergePatients(survivor, absorbed, {
      at: new Date().toISOString(),
      author: actor.name,
      reason: '',
      origin: { kind: 'OFFICER' },
      carrySources: true,
    })
    return {
      survivor: patientDetail(survivor),
      absorbed: patientDetail(absorbed),
      traits: compareTraits(survivor, absorbed),
      ...compareIdentities(factsOf(survivor), factsOf(absorbed)),
      warnings: mergeWarnings(survivor, absorbed, stays, pair),
      kept: keptSentences(survivor, merged.survivor),
      moves: [
        { label: 'IPP rattachés', items: absorbed.ipps.map((one) => one.value) },
        { label: 'Justificatifs et INS repris', items: carried.map((one) => one.proof?.label ?? 'INS issue d’INSi') },
        { label: 'Séjours connus ici', items: stays.absorbed.map((one) => one.number) },
      ].map((one) => ({ ...one, count: one.items.length })),
    }
  }

  /** @throws ProblemError 409 when one of them changed or was merged meanwhile, 422 when the merge is refused */
  async merge(actor: Actor, request: MergeDto): Promise<MergeView> {
    const { survivorId, absorbedId, reason } = request
    try {
      return await this.mongo.transaction(async (session) => {
        const { survivor, absorbed } = await this.both(actor.establishment, survivorId, absorbedId, session)
        if (survivor.version !== request.survivorVersion || absorbed.version !== request.absorbedVersion)
          throw changedMeanwhile()
        await this.check(survivor, absorbed, request.acknowledged)
        const at = new Date().toISOString()
        const origin = { kind: 'OFFICER' as const }
        const merged = mergePatients(survivor, absorbed, { at, author: actor.name, reason, origin, carrySources: true })
        // The absorbed record first: its INS leaves it before it may come to the other one.
        const kept = await this.keep(merged.absorbed, session)
        const survives = await this.keep(merged.survivor, session)
        await this.merges.insert(merged.record, session)
        await this.closePair(survivor, absorbed, at, session)
        await this.traceBoth(actor, 'identity.merge', survives, kept, { session, reason, id: merged.record._id })
        return mergeView(merged.record, new Map([[survivorId, survives]]))
      })
    } catch (error) {
      if (error instanceof ConcurrentChangeError || isDuplicateKey(error)) throw changedMeanwhile()
      throw error
    }
  }

  async find(establishment: string, id: string, session?: ClientSession): Promise<MergeRecord> {
    const record = await this.merges.findById(establishment, id, session)
    if (!record) throw notFound('MERGE.UNKNOWN', 'Cette fusion n’existe pas.')
    return record
  }

  /** Saves a record and tells it. */
  async keep(patient: Patient, session: ClientSession): Promise<Patient> {
    const stored = await this.patients.save(patient, session)
    await this.outbox.append(session, PatientChanged, stored._id, patientEvent(stored))
    return stored
  }

  async traceBoth(
    actor: Actor,
    action: string,
    survivor: Patient,
    absorbed: Patient,
    act?: { session: ClientSession; reason: string; id: string },
  ): Promise<void> {
    const entries = [survivor, absorbed].map((patient) => ({
      action,
      patientId: patient._id,
      ins: patient.ins !== undefined,
      detail: `${absorbed._id} → ${survivor._id}`,
      ...(act === undefined ? {} : { reason: act.reason, object: { kind: 'merge', id: act.id } }),
    }))
    await this.trail.recordAll(actor, entries, act?.session)
  }

  private async both(
    establishment: string,
    survivorId: string,
    absorbedId: string,
    session?: ClientSession,
  ): Promise<{ survivor: Patient; absorbed: Patient }> {
    if (survivorId === absorbedId) throw unprocessable('MERGE.SAME', 'Un dossier ne fusionne pas avec lui-même.')
    const survivor = await this.patients.findById(establishment, survivorId, session)
    const absorbed = await this.patients.findById(establishment, absorbedId, session)
    if (!survivor || !absorbed) throw notFound('PATIENT.UNKNOWN', 'Un de ces dossiers n’existe pas.')
    for (const one of [survivor, absorbed]) {
      if (one.mergedInto === undefined) continue
      throw conflict('IDENTITY.MERGED', 'Un de ces dossiers a déjà été fusionné.', 'Partir du dossier qui le remplace.')
    }
    return { survivor, absorbed }
  }

  private async staysOf(
    survivor: Patient,
    absorbed: Patient,
  ): Promise<{ survivor: KnownStay[]; absorbed: KnownStay[] }> {
    const [ones, others] = await Promise.all([this.history.staysOf(survivor), this.history.staysOf(absorbed)])
    return { survivor: ones, absorbed: others }
  }

  private async check(survivor: Patient, absorbed: Patient, acknowledged: readonly string[]): Promise<void> {
    const stays = await this.staysOf(survivor, absorbed)
    const pair = await this.pairs.between(survivor.establishment, survivor._id, absorbed._id)
    const warnings = mergeWarnings(survivor, absorbed, stays, pair)
    const blocking = warnings.find((one) => one.severity === 'blocking')
    if (blocking) throw unprocessable(`MERGE.${blocking.code}`, 'Cette fusion est refusée.', blocking.message)
    const unread = warnings.filter((one) => one.severity === 'strong' && !acknowledged.includes(one.code))
    if (unread.length === 0) return
    throw conflict(
      'MERGE.WARNINGS',
      'Cette fusion demande une confirmation.',
      unread.map((one) => one.message).join(' '),
    )
  }

  private async closePair(survivor: Patient, absorbed: Patient, at: string, session: ClientSession): Promise<void> {
    const pair = await this.pairs.between(survivor.establishment, survivor._id, absorbed._id, session)
    if (pair) await this.pairs.save({ ...pair, state: 'merged', changedAt: at }, session)
  }
}

function keptSentences(before: Patient, after: Patient): string[] {
  const status =
    before.status === after.status
      ? `Statut inchangé : ${STATUS_LABELS[after.status].toLowerCase()}.`
      : `Statut : ${STATUS_LABELS[before.status].toLowerCase()} → ${STATUS_LABELS[after.status].toLowerCase()}.`
  const ins =
    after.ins === undefined
      ? 'Aucune INS sur le dossier conservé.'
      : before.ins === undefined
        ? `INS reprise du dossier absorbé : ${after.ins.matricule}.`
        : `INS inchangée : ${after.ins.matricule}.`
  return [
    `Nom, prénoms, date et lieu de naissance, sexe : ceux du dossier conservé (${after.traits.birthName} ${after.traits.firstBirthGivenName}).`,
    status,
    ins,
    'Adresse, téléphones et médecin traitant : ceux du dossier conservé.',
    'Séjours, documents, envois en attente et choix du patient des deux dossiers se lisent dans le dossier conservé.',
  ]
}

function changedMeanwhile(): Error {
  return conflict(
    'IDENTITY.CONFLICT',
    'Un de ces dossiers a été modifié ou fusionné entre-temps.',
    'Relire les deux dossiers puis recommencer.',
  )
}

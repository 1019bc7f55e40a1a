import { Injectable } from '@nestjs/common'
import { ulid } from 'ulid'
import { type Actor, DocumentReceived } from '@anamnese/contracts'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { type ClientSession, Mongo } from '@anamnese/platform-mongo'
import type { ClinicalDocument } from '../documents/document'
import { DocumentRepository } from '../documents/document.repository'
import { PatientRepository } from '../projections/patient.repository'
import type { Analysis, Kept } from './analysis'
import { type Arrival, inState } from './arrival'
import { ArrivalRepository } from './arrival.repository'
import { SetLockRepository } from './set-lock.repository'
import { type Place, placeOf, withdrawalRefusal } from './versions'

export interface Filing {
  arrival: Arrival
  analysis: Analysis
  kept: Kept
  patientId: string
  sha256: string
}

/** Writes what became of an arrival: the document, its place among the versions, the arrival, the event and the trace, or nothing. */
@Injectable()
export class FilingService {
  constructor(
    private readonly mongo: Mongo,
    private readonly arrivals: ArrivalRepository,
    private readonly documents: DocumentRepository,
    private readonly patients: PatientRepository,
    private readonly sets: SetLockRepository,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
  ) {}

  /** Puts a document in a record, by the rules of versions of the CI-SIS: never over a higher version, never twice. */
  async file(filing: Filing): Promise<Arrival> {
    const { arrival, analysis, patientId } = filing
    const records = await this.patients.idsOf(arrival.establishment, patientId)
    return this.mongo.transaction(async (session) => {
      await this.sets.take(arrival.establishment, analysis.statement.setId, session)
      const place = await this.placeOf(filing, records, session)
      if (place.kind === 'duplicate')
        return this.end(arrival, 'duplicate', { patientId, documentId: place.document._id }, session)
      if (place.kind === 'conflict') {
        const { documentId } = place
        return this.end(
          arrival,
          'conflict',
          { reason: place.reason, ...(documentId === undefined ? {} : { documentId }) },
          session,
        )
      }
      const stored = await this.documents.insert(documentOf(filing, place), session)
      for (const older of place.replaced) await this.documents.save({ ...older, superseded: true }, session)
      return this.end(arrival, 'integrated', { patientId, documentId: stored._id }, session)
    })
  }

  /** The author of a document withdraws it: it stays in the record, marked, for who already used it. */
  async withdraw(arrival: Arrival, oid: string): Promise<Arrival> {
    return this.mongo.transaction(async (session) => {
      const target = await this.documents.findOne(arrival.establishment, { oid }, session)
      const reason = withdrawalRefusal(target, arrival)
      if (reason || !target) return this.end(arrival, 'refused', reason ? { reason } : {}, session)
      const sender = arrival.sender ?? 'son producteur'
      if (target.withdrawn === undefined) {
        const withdrawn = { at: new Date().toISOString(), reason: `Retiré par ${sender}` }
        await this.documents.save({ ...target, withdrawn }, session)
      }
      return this.end(arrival, 'withdrawn', { patientId: target.patientId, documentId: target._id }, session)
    })
  }

  /** Any other end, or wait. */
  async settle(
    arrival: Arrival,
    state: Arrival['state'],
    change: Parameters<typeof inState>[2],
    actor?: Actor,
  ): Promise<Arrival> {
    return this.mongo.transaction((session) => this.end(arrival, state, change, session, actor))
  }

  async end(
    arrival: Arrival,
    state: Arrival['state'],
    change: Parameters<typeof inState>[2],
    session: ClientSession,
    actor?: Actor,
  ): Promise<Arrival> {
    const saved = await this.arrivals.save(inState(arrival, state, change), session)
    const { patientId, documentId, document, reason } = saved
    await this.outbox.append(session, DocumentReceived, patientId ?? saved._id, {
      arrivalId: saved._id,
      establishment: saved.establishment,
      version: saved.version,
      origin: saved.origin,
      state,
      ...(reason === undefined ? {} : { reason }),
      ...(patientId === undefined ? {} : { patientId }),
      ...(documentId === undefined ? {} : { documentId }),
      ...(document === undefined ? {} : { oid: document.oid, type: document.type }),
      ...(document?.setId === undefined ? {} : { setId: document.setId }),
      ...(document?.versionNumber === undefined ? {} : { versionNumber: document.versionNumber }),
      changedAt: new Date().toISOString(),
    })
    await this.trail.record(
      actor,
      {
        action: 'document.receive',
        outcome: ['refused', 'infected', 'failed'].includes(state) ? 'refused' : 'success',
        ...(patientId === undefined ? {} : { patientId }),
        object: { kind: 'arrival', id: saved._id },
        ins: saved.patient?.ins !== undefined,
        detail: [state, reason?.code, saved.choice === undefined ? undefined : `choix de ${saved.choice.by}`]
          .filter(Boolean)
          .join(' '),
        ...(saved.sender === undefined ? {} : { partner: saved.sender }),
      },
      session,
    )
    return saved
  }

  private async placeOf(
    { arrival, analysis, sha256 }: Filing,
    records: string[],
    session: ClientSession,
  ): Promise<Place> {
    const { establishment } = arrival
    const { oid, setId, replacesOid } = analysis.statement
    const same =
      (await this.documents.findOne(establishment, { oid }, session)) ??
      (await this.documents.findOne(
        establishment,
        { 'received.sha256': sha256, patientId: { $in: records }, deleted: { $exists: false } },
        session,
      ))
    const siblings = await this.documents.find(establishment, { setId }, { session })
    const replaced =
      replacesOid === undefined ? null : await this.documents.findOne(establishment, { oid: replacesOid }, session)
    const newer = await this.documents.findOne(establishment, { replacesOid: oid }, session)
    return placeOf({
      statement: analysis.statement,
      records,
      same,
      siblings,
      replaced,
      newer,
      keepBoth: arrival.choice?.keepBoth === true,
    })
  }
}

function documentOf(
  { arrival, analysis, kept, patientId, sha256 }: Filing,
  place: Extract<Place, { kind: 'new' }>,
): Omit<ClinicalDocument, 'version'> {
  const { statement, findings } = analysis
  const { sender, stylesheet, receivedAt } = arrival
  return {
    ...statement,
    ...kept,
    _id: ulid(),
    establishment: arrival.establishment,
    patientId,
    setId: place.setId,
    superseded: place.superseded,
    ...(place.replaces === undefined ? {} : { replaces: place.replaces }),
    origin: arrival.origin,
    maskedToProfessionals: false,
    invisibleToPatient: false,
    invisibleToRepresentatives: false,
    sendToDmp: false,
    received: {
      at: receivedAt,
      arrivalId: arrival._id,
      ...(sender === undefined ? {} : { sender }),
      invalid: findings.some(({ severity }) => severity === 'error'),
      sha256,
    },
    ...(stylesheet === undefined ? {} : { stylesheet }),
  }
}

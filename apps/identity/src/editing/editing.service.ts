import { Injectable } from '@nestjs/common'
import { type Actor, PatientChanged } from '@anamnese/contracts'
import { conflict, notFound } from '@anamnese/platform-http'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { identityConflict } from '../patients/identity-conflict'
import type { Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import type { Act } from '../patients/settle'
import { changesSince } from '../patients/versioned-history'

export interface Edit {
  patientId: string
  /** the version that the person read */
  version: number
  actor: Actor
  /** of the audit trail */
  action: string
  reason?: string | undefined
}

/** Writes what a person changes of an identity, in one transaction with its event and its trace. */
@Injectable()
export class EditingService {
  constructor(
    private readonly mongo: Mongo,
    private readonly patients: PatientRepository,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ProblemError 409 `IDENTITY.CONFLICT`, saying who changed what, when the identity changed since that version */
  async apply(edit: Edit, change: (patient: Patient, act: Act) => Patient): Promise<Patient> {
    const { actor, patientId, reason } = edit
    try {
      return await this.mongo.transaction(async (session) => {
        const before = await this.current(edit, session)
        const at = new Date().toISOString()
        const after = change(before, { at, author: actor.name, ...(reason === undefined ? {} : { reason }) })
        const stored = await this.patients.save(after, session)
        await this.outbox.append(session, PatientChanged, stored._id, patientEvent(stored))
        const entry = { action: edit.action, patientId, ins: before.ins !== undefined || stored.ins !== undefined }
        const detail = `${before.status} → ${stored.status}`
        await this.trail.record(actor, { ...entry, detail, ...(reason === undefined ? {} : { reason }) }, session)
        return stored
      })
    } catch (error) {
      if (error instanceof ConcurrentChangeError) throw await this.conflictOf(edit)
      if (!isDuplicateKey(error)) throw error
      const what = 'Examiner le doublon avec la cellule d’identitovigilance.'
      throw conflict('IDENTITY.INS_DUPLICATE', 'Cette INS est déjà celle d’un autre dossier.', what)
    }
  }

  private async current(edit: Edit, session: ClientSession): Promise<Patient> {
    const patient = await this.patients.findById(edit.actor.establishment, edit.patientId, session)
    if (!patient) throw notFound('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
    if (patient.mergedInto !== undefined) throw conflict('IDENTITY.MERGED', 'Ce dossier a été fusionné dans un autre.')
    // A movement, or an address, that came meanwhile is no change of the identity that the person was looking at.
    if (changesSince(patient.history, edit.version).length > 0) throw identityConflict(patient, edit.version)
    return patient
  }

  private async conflictOf({ actor, patientId, version }: Edit): Promise<Error> {
    const patient = await this.patients.findById(actor.establishment, patientId)
    return patient ? identityConflict(patient, version) : notFound('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
  }
}

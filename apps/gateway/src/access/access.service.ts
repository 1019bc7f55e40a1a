import { Inject, Injectable } from '@nestjs/common'
import type { Actor, CareTeamAnswer, LiveRecordAnswer, OpenRecordResponse } from '@anamnese/contracts'
import { forbidden } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { AuditTrail } from '@anamnese/platform-messaging'
import { LOG } from '@anamnese/platform-service'
import { ServiceClient, ServiceProblem } from '../services/service-client'
import type { GatewaySession, OpenRecord } from '../sessions/gateway-session'
import { SessionsService } from '../sessions/sessions.service'

/** Opens records: for who cares for the patient, for who works on identities, or against a reason that is traced. */
@Injectable()
export class AccessService {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly services: ServiceClient,
    private readonly sessions: SessionsService,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ProblemError 403 `ACCESS.BREAK_GLASS_NEEDED` when a reason is needed, `ACCESS.FORBIDDEN` without the permission */
  async open(session: GatewaySession, asked: string, reason: string | undefined): Promise<OpenRecordResponse> {
    if (!session.actor.permissions.includes('patient.read'))
      throw forbidden('ACCESS.FORBIDDEN', 'Votre compte ne donne pas accès aux dossiers des patients.')
    const patientId = await this.liveRecord(asked)
    const opened = await this.openLive(session, patientId, reason)
    return patientId === asked ? opened : { ...opened, mergedFrom: asked }
  }

  private async openLive(
    session: GatewaySession,
    patientId: string,
    reason: string | undefined,
  ): Promise<OpenRecordResponse> {
    const { actor } = session
    const open = session.openRecords.find((record) => record.patientId === patientId)
    if (open !== undefined) return { patientId, purpose: open.purpose }
    const purpose = await this.ground(actor, patientId)
    if (purpose === undefined && reason === undefined) {
      await this.record(actor, { patientId, purpose: 'break-glass' }, 'refused')
      throw forbidden(
        'ACCESS.BREAK_GLASS_NEEDED',
        'Ce patient n’est pas dans vos unités.',
        'Vous pouvez ouvrir son dossier en donnant un motif ; l’accès sera tracé et contrôlé.',
      )
    }
    const record: OpenRecord =
      purpose === undefined
        ? { patientId, purpose: 'break-glass', reason: reason ?? '', openedAt: new Date() }
        : { patientId, purpose, openedAt: new Date() }
    // Traced first: no record is open whose opening was not kept.
    await this.record(actor, record, 'success')
    await this.sessions.openRecord(session, record)
    return { patientId, purpose: record.purpose }
  }

  /** A merged record is not opened: the one that it was merged into is. */
  private async liveRecord(patientId: string): Promise<string> {
    try {
      const path = `/internal/patients/${encodeURIComponent(patientId)}/live`
      return (await this.services.get<LiveRecordAnswer>('identity', path)).liveId
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error
      // Care must be able to go on: the record opens, and its banner says what it became once identity answers.
      this.log.warn({ err: error }, 'fusion éventuelle du dossier inconnue : il est ouvert tel que demandé')
      return patientId
    }
  }

  /** Why this person may open the record without giving a reason, if they may. */
  private async ground(actor: Actor, patientId: string): Promise<'care' | 'identity' | undefined> {
    if (await this.isInCareTeam(actor, patientId)) return 'care'
    // Who also reads documents is a caregiver like the others: identity work is no way around the care team.
    const { permissions } = actor
    return permissions.includes('identity.write') && !permissions.includes('document.read') ? 'identity' : undefined
  }

  private async isInCareTeam(actor: Actor, patientId: string): Promise<boolean> {
    if (actor.units.length === 0) return false
    const units = new URLSearchParams({ units: actor.units.join(',') })
    try {
      const path = `/internal/patients/${encodeURIComponent(patientId)}/care-team?${units.toString()}`
      return (await this.services.get<CareTeamAnswer>('care', path)).member
    } catch (error) {
      if (!(error instanceof ServiceProblem)) throw error
      // Care must be able to go on: the record can still be opened against a reason.
      this.log.warn({ err: error }, 'équipe de soins inconnue : un motif sera demandé')
      return false
    }
  }

  private async record(
    actor: Actor,
    record: Omit<OpenRecord, 'openedAt'>,
    outcome: 'success' | 'refused',
  ): Promise<void> {
    const { patientId, purpose, reason } = record
    await this.trail.record(actor, {
      action: 'record.open',
      outcome,
      patientId,
      purpose,
      ...(reason === undefined ? {} : { reason }),
    })
  }
}

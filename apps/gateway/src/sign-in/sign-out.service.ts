import { randomUUID } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { type EndedSession, logoutUrl, SignInError, verifyLogoutToken } from '@anamnese/interop-psc'
import type { Log } from '@anamnese/platform-logging'
import { AuditTrail } from '@anamnese/platform-messaging'
import { LOG } from '@anamnese/platform-service'
import type { GatewaySession } from '../sessions/gateway-session'
import { SessionRepository } from '../sessions/session.repository'
import { SessionsService } from '../sessions/sessions.service'
import { LogoutReplayRepository } from './logout-replay.repository'
import { Psc } from './psc'

/** The end of sessions: asked by the person here, or by the provider. */
@Injectable()
export class SignOutService {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly psc: Psc,
    private readonly sessions: SessionsService,
    private readonly store: SessionRepository,
    private readonly replays: LogoutReplayRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** Ends the session here, and gives the page that ends it at the provider. */
  async end(response: Response, session: GatewaySession): Promise<{ redirectTo?: string }> {
    await this.sessions.end(response, session)
    await this.trail.record(session.actor, { action: 'session.close' })
    const { idToken } = this.sessions.tokensOf(session)
    if (idToken === undefined) return {}
    try {
      const redirectTo = await logoutUrl(this.psc.provider, idToken, randomUUID())
      return redirectTo === undefined ? {} : { redirectTo }
    } catch (error) {
      if (!(error instanceof SignInError)) throw error
      // The session here is over, which is what was asked; the provider's will end by itself.
      this.log.warn({ err: error }, 'déconnexion sans Pro Santé Connect')
      return {}
    }
  }

  /**
   * Ends the sessions that a logout token names. A token that was already played changes nothing.
   * @throws SignInError when the token is not a right one
   */
  async endByProvider(logoutToken: string): Promise<void> {
    const ended: EndedSession = await verifyLogoutToken(logoutToken, this.psc.provider)
    if (!(await this.replays.firstTime(ended.issuer, ended.jti))) return
    for (const session of await this.store.findByIdentity(ended)) {
      await this.store.delete(session._id)
      await this.trail.record(session.actor, { action: 'session.close', partner: ended.issuer, detail: 'back-channel' })
    }
  }
}

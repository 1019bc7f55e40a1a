import { randomBytes } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { Response } from 'express'
import { CONFIG } from '@anamnese/platform-service'
import { AccountReader } from '../sign-in/account-reader'
import { actorFor } from '../sign-in/actor'
import type { GatewayConfig } from '../gateway.config'
import { cookiesFor, type GatewayCookies } from './cookies'
import type { GatewaySession, OpenRecord } from './gateway-session'
import { SessionRepository } from './session.repository'
import { newSessionToken, sessionIdOf, SessionVault } from './session-token'

/** How often a session writes that it is still used, and reads its account again. */
const TOUCH_MS = 30_000
const CHECK_MS = 60_000

export type NewSession = Pick<GatewaySession, 'actor' | 'exercises' | 'exerciseId' | 'identity'> & { tokens: object }

/** The life of a session: opened by a sign-in, ended by sign-out, by idleness, by its absolute end, or by the provider. */
@Injectable()
export class SessionsService {
  readonly cookies: GatewayCookies
  private readonly vault: SessionVault

  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    private readonly sessions: SessionRepository,
    private readonly accounts: AccountReader,
  ) {
    this.cookies = cookiesFor(config.PUBLIC_URL)
    this.vault = new SessionVault(config.SESSION_SECRET)
  }

  get establishment(): string {
    return this.config.ESTABLISHMENT
  }

  /** Opens a session with a fresh value: one that was in the browser before is never taken over. */
  async open(response: Response, { tokens, ...who }: NewSession): Promise<GatewaySession> {
    const token = newSessionToken()
    const now = new Date()
    const session: GatewaySession = {
      ...who,
      _id: sessionIdOf(token),
      establishment: who.actor.establishment,
      csrfToken: randomBytes(32).toString('base64url'),
      createdAt: now,
      lastSeenAt: now,
      checkedAt: now,
      endsAt: new Date(now.getTime() + this.config.SESSION_MAX_SECONDS * 1000),
      tokens: this.vault.seal(tokens),
      openRecords: [],
    }
    await this.sessions.insert(session)
    response.cookie(this.cookies.session, token, this.cookies.options)
    return session
  }

  /**
   * The session of a cookie's value, if it still lives.
   * @param active whether this request shows a person at work: a live stream that stays open does not
   */
  async resume(token: string, active: boolean): Promise<GatewaySession | undefined> {
    if (token.length > 100) return undefined
    const session = await this.living(sessionIdOf(token))
    if (session === undefined) return undefined
    const now = Date.now()
    const idle = now - session.lastSeenAt.getTime()
    if (active && idle > TOUCH_MS) await this.sessions.update(session._id, { lastSeenAt: new Date(now) })
    return now - session.checkedAt.getTime() > CHECK_MS ? this.check(session) : session
  }

  /** Whether a session is neither ended, nor idle for too long, nor past its absolute end. */
  async lives(sessionId: string): Promise<boolean> {
    return (await this.living(sessionId)) !== undefined
  }

  async drop(session: GatewaySession): Promise<void> {
    await this.sessions.delete(session._id)
  }

  async end(response: Response, session: GatewaySession): Promise<void> {
    await this.drop(session)
    response.clearCookie(this.cookies.session, this.cookies.options)
  }

  tokensOf(session: GatewaySession): { idToken?: string } {
    return this.vault.open(session.tokens) as { idToken?: string }
  }

  async openRecord(session: GatewaySession, record: OpenRecord): Promise<void> {
    await this.sessions.openRecord(session._id, record)
  }

  async chooseExercise(session: GatewaySession, exerciseId: string): Promise<GatewaySession> {
    const actor = actorFor(
      session.actor,
      session.exercises.find(({ id }) => id === exerciseId),
    )
    await this.sessions.update(session._id, { exerciseId, actor })
    return { ...session, exerciseId, actor }
  }

  private async living(sessionId: string): Promise<GatewaySession | undefined> {
    const session = await this.sessions.find(sessionId)
    if (session === null) return undefined
    const now = Date.now()
    const idle = now - session.lastSeenAt.getTime()
    if (session.endsAt.getTime() > now && idle <= this.config.SESSION_IDLE_SECONDS * 1000) return session
    await this.sessions.delete(sessionId)
    return undefined
  }

  /** Rights that were withdrawn, and accounts that were closed, end within a minute. */
  private async check(session: GatewaySession): Promise<GatewaySession | undefined> {
    const state = await this.accounts.read(session.actor.idNat ?? '')
    if (state === 'unavailable') return session
    if (state === 'unknown' || !state.active) {
      await this.sessions.delete(session._id)
      return undefined
    }
    const { units, permissions } = state
    const actor = { ...session.actor, units, permissions }
    const checkedAt = new Date()
    await this.sessions.update(session._id, { actor, checkedAt })
    return { ...session, actor, checkedAt }
  }
}

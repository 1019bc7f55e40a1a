import { Inject, Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { Actor } from '@anamnese/contracts'
import { type PscSignIn, SignInError } from '@anamnese/interop-psc'
import type { Log } from '@anamnese/platform-logging'
import { AuditTrail } from '@anamnese/platform-messaging'
import { LOG } from '@anamnese/platform-service'
import { callerOf } from '../sessions/gateway-request'
import type { GatewaySession } from '../sessions/gateway-session'
import { SessionsService } from '../sessions/sessions.service'
import { AccountReader } from './account-reader'
import { actorFor, actorOfAccount, firstExercise } from './actor'
import { Psc } from './psc'
import { inactiveAccount, refusedByDirectory, refusedByProvider, SignInRefusal } from './refusal'

/** From the provider's answer to a session here; success and failure are traced (SSI/IAM.91). */
@Injectable()
export class SignInService {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly psc: Psc,
    private readonly accounts: AccountReader,
    private readonly sessions: SessionsService,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws SignInRefusal */
  async start(request: Request, response: Response, returnTo: string | undefined): Promise<void> {
    try {
      await this.psc.start(request, response, returnTo)
    } catch (error) {
      throw await this.refuse(error)
    }
  }

  /** @returns the path to show. @throws SignInRefusal */
  async finish(request: Request, response: Response): Promise<string> {
    let signIn: PscSignIn | undefined
    try {
      signIn = await this.psc.callback(request, response)
      const session = await this.open(response, signIn)
      await this.leaveFormer(request)
      await this.trail.record(session.actor, { action: 'session.open', partner: signIn.person.issuer })
      return signIn.returnTo
    } catch (error) {
      throw await this.refuse(error, signIn)
    }
  }

  private async open(response: Response, { person, tokens, sid }: PscSignIn): Promise<GatewaySession> {
    const { issuer, sub, idNat, exercises } = person
    const account = await this.accounts.signIn(idNat, { issuer, sub }).catch((error: unknown) => {
      throw refusedByDirectory(error)
    })
    if (!account.active) throw inactiveAccount()
    const exercise = firstExercise(exercises, account.establishment)
    return this.sessions.open(response, {
      actor: actorFor(actorOfAccount(account), exercise),
      exercises,
      ...(exercise === undefined ? {} : { exerciseId: exercise.id }),
      identity: { issuer, sub, ...(sid === undefined ? {} : { sid }) },
      tokens,
    })
  }

  /** The session that this browser had is over: nothing of one person is left for the next. */
  private async leaveFormer(request: Request): Promise<void> {
    const former = callerOf(request)
    if (former?.kind !== 'person') return
    await this.sessions.drop(former.session)
    await this.trail.record(former.session.actor, { action: 'session.close', detail: 'replaced' })
  }

  private async refuse(error: unknown, signIn?: PscSignIn): Promise<SignInRefusal> {
    const refusal = error instanceof SignInError ? refusedByProvider(error) : error
    if (!(refusal instanceof SignInRefusal)) throw error
    this.log.warn({ code: refusal.code, detail: refusal.detail }, 'identification refusée')
    const outcome = refusal.status >= 500 ? 'failure' : 'refused'
    await this.trail.record(signIn && this.stranger(signIn), { action: 'session.open', outcome, detail: refusal.code })
    return refusal
  }

  /** Somebody whom the provider knows and who has no session here: named in the trace, without any right. */
  private stranger({ person }: PscSignIn): Actor {
    const { idNat, family, given } = person
    return {
      kind: 'person',
      id: idNat,
      idNat,
      name: `${given} ${family}`.trim() || idNat,
      establishment: this.sessions.establishment,
      structure: { idNat: '', name: '' },
      units: [],
      permissions: [],
    }
  }
}

import { Injectable } from '@nestjs/common'
import type { NextFunction, Request, Response } from 'express'
import { cookieValue } from '@anamnese/interop-psc'
import { ProblemError } from '@anamnese/platform-http'
import { isTransientMongoError } from '@anamnese/platform-mongo'
import { AccessTokens } from '../clients/access-tokens'
import { checkCsrf } from './csrf'
import { setCaller } from './gateway-request'
import { SessionsService } from './sessions.service'

/** Requests that come by themselves and do not show that anybody is at work. */
const PASSIVE = /^\/(api\/live|auth\/session)$/

/** Finds who calls: by bearer token, or by session cookie and then with the CSRF token on unsafe requests. */
@Injectable()
export class Identify {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accessTokens: AccessTokens,
  ) {}

  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    this.identify(request, response).then(
      () => {
        next()
      },
      (error: unknown) => {
        next(isTransientMongoError(error) ? storeAway(error) : error)
      },
    )
  }

  private async identify(request: Request, response: Response): Promise<void> {
    const authorization = request.headers.authorization
    if (authorization !== undefined && /^\/(?:api|fhir)\//.test(request.originalUrl)) {
      const token = /^Bearer (\S+)$/i.exec(authorization)?.[1]
      const actor = token === undefined ? undefined : await this.accessTokens.verify(token)
      if (actor === undefined) throw invalidToken()
      setCaller(request, { kind: 'client', actor })
      return
    }
    const { session: name, options } = this.sessions.cookies
    const token = cookieValue(request.headers.cookie, name)
    if (token === undefined) return
    const path = request.originalUrl.split('?')[0] ?? ''
    const session = await this.sessions.resume(token, !PASSIVE.test(path))
    if (session === undefined) {
      response.clearCookie(name, options)
      return
    }
    checkCsrf(request, session)
    setCaller(request, { kind: 'person', session })
  }
}

/** Nobody is signed out because the store of the sessions is away for a moment. */
const storeAway = (cause: unknown): ProblemError =>
  new ProblemError(
    503,
    'SESSION.UNAVAILABLE',
    'Les sessions ne peuvent pas être lues pour le moment.',
    'Réessayez dans un instant.',
    { cause },
  )

const invalidToken = (): ProblemError =>
  new ProblemError(401, 'TOKEN.INVALID', 'Le jeton d’accès n’est pas valable ou a expiré.', 'Demandez-en un autre.', {
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  })

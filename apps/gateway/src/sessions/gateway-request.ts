import type { Request } from 'express'
import type { Actor } from '@anamnese/contracts'
import { ProblemError } from '@anamnese/platform-http'
import type { GatewaySession } from './gateway-session'

/** Who is behind a request: a signed-in person, or an API client with its token. */
export type Caller = { kind: 'person'; session: GatewaySession } | { kind: 'client'; actor: Actor }

const callers = new WeakMap<Request, Caller>()

export function setCaller(request: Request, caller: Caller): void {
  callers.set(request, caller)
}

export function callerOf(request: Request): Caller | undefined {
  return callers.get(request)
}

/** @throws ProblemError 401 when nobody is signed in */
export function requireCaller(request: Request): Caller {
  const caller = callers.get(request)
  if (caller === undefined)
    throw new ProblemError(401, 'SESSION.NONE', 'Personne n’est identifié.', 'Identifiez-vous pour continuer.')
  return caller
}

/** The session of a person. @throws ProblemError 401 */
export function requireSession(request: Request): GatewaySession {
  const caller = requireCaller(request)
  if (caller.kind === 'person') return caller.session
  throw new ProblemError(401, 'SESSION.NONE', 'Cette action demande une session ouverte par une personne.')
}

export function actorOf(caller: Caller): Actor {
  return caller.kind === 'person' ? caller.session.actor : caller.actor
}

import { Inject, Injectable } from '@nestjs/common'
import type { NextFunction, Request, Response } from 'express'
import { ProblemError } from '@anamnese/platform-http'
import { CONFIG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { callerOf } from '../sessions/gateway-request'

const WINDOW_MS = 60_000
/** Beyond this the oldest counters are forgotten: memory stays bounded whoever calls. */
const MAX_COUNTERS = 50_000

/** Calls of the API per minute and caller (session, client, or address of who is not identified), counted by each replica. */
@Injectable()
export class CallLimit {
  private readonly counters = new Map<string, { count: number; until: number }>()

  constructor(@Inject(CONFIG) private readonly config: GatewayConfig) {}

  readonly handle = (request: Request, response: Response, next: NextFunction): void => {
    const { API_CALLS_PER_MINUTE, CLIENT_CALLS_PER_MINUTE } = this.config
    const limit = callerOf(request)?.kind === 'client' ? CLIENT_CALLS_PER_MINUTE : API_CALLS_PER_MINUTE
    const counter = this.counterOf(nameOf(request), Date.now())
    counter.count += 1
    if (counter.count <= limit) {
      next()
      return
    }
    const seconds = Math.max(1, Math.ceil((counter.until - Date.now()) / 1000))
    next(
      new ProblemError(
        429,
        'API.TOO_MANY_CALLS',
        'Trop de demandes en peu de temps.',
        'Attendez un instant puis réessayez.',
        {
          headers: { 'Retry-After': String(seconds) },
        },
      ),
    )
  }

  private counterOf(name: string, now: number): { count: number; until: number } {
    const known = this.counters.get(name)
    if (known !== undefined && known.until > now) return known
    const fresh = { count: 0, until: now + WINDOW_MS }
    this.counters.delete(name)
    this.counters.set(name, fresh)
    if (this.counters.size > MAX_COUNTERS) {
      const oldest = this.counters.keys().next()
      if (oldest.done !== true) this.counters.delete(oldest.value)
    }
    return fresh
  }
}

function nameOf(request: Request): string {
  const caller = callerOf(request)
  if (caller === undefined) return `address ${request.ip ?? ''}`
  return caller.kind === 'person' ? `session ${caller.session._id}` : `client ${caller.actor.id}`
}

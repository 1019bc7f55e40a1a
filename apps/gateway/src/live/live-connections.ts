import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common'
import type { Response } from 'express'
import type { Actor } from '@anamnese/contracts'
import { ProblemError } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { LOG } from '@anamnese/platform-service'
import { SessionsService } from '../sessions/sessions.service'
import type { Broadcast } from './live-changes'
import { LiveHub } from './live-hub'

/** Proxies cut connections on which nothing passes; a comment now and then also finds the screens that went away. */
const HEARTBEAT_MS = 20_000
const MAX_CONNECTIONS = 5000
/** A screen that does not read is not worth more memory than this. */
const MAX_BUFFERED_BYTES = 256 * 1024

/** The screens that listen to this replica. */
@Injectable()
export class LiveConnections implements OnModuleDestroy {
  private readonly streams = new Set<Response>()

  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly hub: LiveHub,
    private readonly sessions: SessionsService,
  ) {}

  /** @throws ProblemError 503 when this replica has too many of them */
  open(response: Response, actor: Actor, sessionId: string | undefined): void {
    if (this.streams.size >= MAX_CONNECTIONS)
      throw new ProblemError(
        503,
        'LIVE.FULL',
        'Trop de postes suivent les mises à jour.',
        'L’écran se rafraîchira à la demande.',
      )
    this.streams.add(response)
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })
    response.write('retry: 3000\n\n')
    const changes = this.hub.changes.subscribe({
      next: (broadcast) => {
        if (concerns(actor, broadcast)) this.send(response, broadcast)
      },
      complete: () => response.end(),
    })
    const heartbeat = setInterval(() => {
      this.beat(response, sessionId).catch((error: unknown) => {
        this.log.warn({ err: error }, 'session non vérifiée, le flux continue')
      })
    }, HEARTBEAT_MS)
    response.once('close', () => {
      clearInterval(heartbeat)
      changes.unsubscribe()
      this.streams.delete(response)
    })
  }

  onModuleDestroy(): void {
    for (const response of this.streams) response.end()
  }

  private send(response: Response, { change }: Broadcast): void {
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy()
    else response.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`)
  }

  /** A session that ended elsewhere (sign-out, idleness, account closed) ends its streams. */
  private async beat(response: Response, sessionId: string | undefined): Promise<void> {
    if (sessionId !== undefined && !(await this.sessions.lives(sessionId))) response.end()
    else response.write(':\n\n')
  }
}

function concerns(actor: Actor, { establishment, needs }: Broadcast): boolean {
  return actor.establishment === establishment && actor.permissions.includes(needs)
}

import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { HealthRegistry } from '@anamnese/platform-health'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { Channel, type ChannelTools } from './channel'
import { Courier } from './courier'
import { LinkRepository } from './link.repository'
import { OutgoingRepository } from './outgoing.repository'
import { SubscriberRepository } from './subscriber.repository'

/** How often the list of subscribers is read again: changed here, or by another replica. */
const REFRESH_MS = 2_000
const STALLED_MS = 60_000

/** Keeps one channel for each subscriber, with its settings of now. */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly channels = new Map<string, Channel>()
  private readonly tools: ChannelTools
  private timer: NodeJS.Timeout | undefined
  private turn: Promise<void> = Promise.resolve()
  private stopped = false
  private closeStream: (() => Promise<void>) | undefined
  private lastTurn = Date.now()

  constructor(
    private readonly subscribers: SubscriberRepository,
    private readonly outgoing: OutgoingRepository,
    links: LinkRepository,
    courier: Courier,
    health: HealthRegistry,
    @Inject(CONFIG) config: IdentityConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    const { PAM_OUT_TLS_CA: ca, PAM_OUT_TLS_CERT: cert, PAM_OUT_TLS_KEY: key } = config
    const tls = {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    }
    this.tools = { courier, links, outgoing, log, tls, answerTimeoutMs: config.PAM_OUT_ANSWER_TIMEOUT_SECONDS * 1000 }
    health.live('pam-out', () => ({ ok: Date.now() - this.lastTurn < STALLED_MS }))
  }

  onApplicationBootstrap(): void {
    this.refresh()
    this.timer = setInterval(() => {
      this.refresh()
    }, REFRESH_MS)
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true
    clearInterval(this.timer)
    await this.turn
    await Promise.all([...this.channels.values()].map((channel) => channel.stop()))
    await this.closeStream?.().catch(() => undefined)
  }

  /** Reads the list again, one reading at a time. */
  refresh(): void {
    this.turn = this.turn
      .then(() => this.update())
      .catch((error: unknown) => {
        this.log.warn({ err: error }, 'la liste des abonnés PAM sera relue')
      })
  }

  private async update(): Promise<void> {
    if (this.stopped) return
    this.follow()
    const wanted = new Map((await this.subscribers.all()).map((one) => [one._id, one]))
    for (const [id, channel] of this.channels) {
      const now = wanted.get(id)
      if (now?.version === channel.subscriber.version) continue
      await channel.stop()
      this.channels.delete(id)
    }
    for (const [id, subscriber] of wanted) {
      if (!this.channels.has(id)) this.channels.set(id, new Channel(subscriber, this.tools))
    }
    this.lastTurn = Date.now()
  }

  private follow(): void {
    if (this.closeStream) return
    this.closeStream = this.outgoing.watch(
      (subscriberId) => {
        if (subscriberId !== undefined) this.channels.get(subscriberId)?.wake()
        else for (const channel of this.channels.values()) channel.wake()
      },
      (error) => {
        this.closeStream = undefined
        this.log.warn({ err: error }, 'le suivi des messages à émettre reprend')
      },
    )
  }
}

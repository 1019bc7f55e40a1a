import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import { MllpClient } from '@anamnese/interop-mllp'
import { HealthRegistry } from '@anamnese/platform-health'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { retryDelay } from './backoff'
import { LinkRepository } from './link.repository'
import type { ExchangeOrder } from './order'
import { OrderRepository } from './order.repository'
import { OrderSender } from './order-sender'
import { PfiLinkConfig } from './pfi-link.config'

const BATCH = 50
/** orders of different patients prepared and kept at the same time */
const LANES = 4
/** without a wake-up, how long the queue is left alone */
const IDLE_MS = 2_000
const LINK_RETRY_FIRST_MS = 1_000
const LINK_RETRY_LAST_MS = 30_000
const STALLED_MS = 120_000

/** The one sender of the service: while it holds the lease, takes the orders that are due, in order per patient. */
@Injectable()
export class SenderLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly client: MllpClient
  private readonly loop: WorkLoop
  private closeStream: (() => Promise<void>) | undefined
  private linkFailures = 0

  constructor(
    private readonly orders: OrderRepository,
    private readonly link: LinkRepository,
    private readonly sender: OrderSender,
    health: HealthRegistry,
    @Inject(CONFIG) config: PfiLinkConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.client = new MllpClient({
      host: config.PFI_HOST,
      port: config.PFI_PORT,
      answerTimeoutMs: config.PFI_ANSWER_TIMEOUT_SECONDS * 1000,
      ...(config.PFI_TLS_CA === undefined
        ? {}
        : {
            tls: {
              ca: config.PFI_TLS_CA,
              ...(config.PFI_TLS_CERT === undefined ? {} : { cert: config.PFI_TLS_CERT }),
              ...(config.PFI_TLS_KEY === undefined ? {} : { key: config.PFI_TLS_KEY }),
            },
          }),
    })
    this.loop = new WorkLoop({
      turn: () => this.turn(),
      log,
      failing: 'l’envoi à la PFI reprend après une erreur',
      lease: link.lease,
    })
    health.live('pfi-link', () => ({ ok: this.loop.isAlive(STALLED_MS) }))
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  /** Ends after the message on its way; the lease goes to another replica at once. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop()
    this.client.close()
    await this.closeStream?.().catch(() => undefined)
    await this.link.release().catch(() => undefined)
  }

  private async turn(): Promise<boolean> {
    this.follow()
    const due = await this.orders.due(new Date(), BATCH)
    // The link is kept open without anything to send: supervision says how it is before someone needs it.
    if (!(await this.connect()) || this.loop.ended) return true
    if (due.length === 0) await this.idle()
    else await this.sendAll(due)
    return true
  }

  /** The orders are of different patients: what surrounds their messages is done side by side, the messages go one after the other. */
  private async sendAll(due: readonly ExchangeOrder[]): Promise<void> {
    const waiting = [...due]
    let linkUp = true
    const lane = async (): Promise<void> => {
      for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
        if (!linkUp || this.loop.ended || !this.link.lease.held) return
        this.loop.alive()
        if (!(await this.sender.send(order, this.client))) linkUp = false
      }
    }
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
    for (const end of lanes) if (end.status === 'rejected') throw end.reason
  }

  /** Nothing is marked as sent while the PFI cannot be reached: the orders wait, unchanged, and supervision says why. */
  private async connect(): Promise<boolean> {
    if (this.client.isConnected) return true
    try {
      await this.client.open()
      this.linkFailures = 0
      await this.link.connected()
      return true
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      await this.link.failed(new Date(), message)
      const delay = Math.min(LINK_RETRY_LAST_MS, retryDelay(this.linkFailures++, Math.random, LINK_RETRY_FIRST_MS))
      this.log.warn({ delay, reason: message }, 'la PFI est injoignable, nouvel essai plus tard')
      await this.loop.rest(delay)
      return false
    }
  }

  private async idle(): Promise<void> {
    const next = await this.orders.nextDue()
    const delay = next === undefined ? IDLE_MS : Math.min(IDLE_MS, Math.max(10, next.getTime() - Date.now()))
    await this.loop.pause(delay)
  }

  /** Wakes at each order written, by this replica or another. */
  private follow(): void {
    if (this.closeStream) return
    this.closeStream = this.orders.watch(
      () => {
        this.loop.wake()
      },
      (error) => {
        this.closeStream = undefined
        this.log.warn({ err: error }, 'le suivi des ordres reprend')
      },
    )
  }
}

import { MllpClient } from '@anamnese/interop-mllp'
import type { Log } from '@anamnese/platform-logging'
import type { RowLease } from '@anamnese/platform-mongo'
import type { Courier } from './courier'
import { WorkLoop } from '@anamnese/platform-service'
import type { LinkRepository, LinkRow } from './link.repository'
import type { OutgoingRepository } from './outgoing.repository'
import type { Subscriber } from './subscriber'
import { retryDelay } from './transitions'

const BATCH = 50
const LINK_RETRY_LAST_MS = 30_000

export interface ChannelTools {
  courier: Courier
  links: LinkRepository
  outgoing: OutgoingRepository
  log: Log
  /** certificate of this system, authorities by default */
  tls: { ca?: string; cert?: string; key?: string }
  answerTimeoutMs: number
}

/** One subscriber: while this replica has its lease, sends what is due, one message at a time, in the order of each patient. */
export class Channel {
  private readonly client: MllpClient
  private readonly lease: RowLease<LinkRow>
  private readonly loop: WorkLoop
  private failures = 0

  constructor(
    readonly subscriber: Subscriber,
    private readonly tools: ChannelTools,
  ) {
    const { host, port, tls, ca } = subscriber
    const { answerTimeoutMs } = tools
    const secure = { ...tools.tls, ...(ca === undefined ? {} : { ca }) }
    this.client = new MllpClient({ host, port, answerTimeoutMs, ...(tls ? { tls: secure } : {}) })
    this.lease = tools.links.leaseOf(subscriber._id)
    const failing = `l’envoi à ${subscriber.name} reprend après une erreur`
    this.loop = new WorkLoop({ turn: () => this.turn(), log: tools.log, failing, lease: this.lease })
    this.loop.start()
  }

  wake(): void {
    this.loop.wake()
  }

  /** Ends after the message on its way; the lease goes to another replica at once. */
  async stop(): Promise<void> {
    await this.loop.stop()
    this.client.close()
    await this.lease.release({ connected: false }).catch(() => undefined)
  }

  private get id(): string {
    return this.subscriber._id
  }

  private async turn(): Promise<boolean> {
    const { outgoing, courier } = this.tools
    const due = this.subscriber.paused ? [] : await outgoing.due(this.id, new Date(), BATCH)
    if (due.length === 0) return false
    if (!(await this.connect())) return true
    for (const message of due) {
      if (this.loop.ended || !this.lease.held) break
      if (!(await courier.carry(message, this.subscriber, this.client))) break
    }
    return true
  }

  /** Nothing is marked as sent while the subscriber cannot be reached: the messages wait, unchanged. */
  private async connect(): Promise<boolean> {
    if (this.client.isConnected) return true
    const { links, log } = this.tools
    try {
      await this.client.open()
      this.failures = 0
      await links.connected(this.id)
      return true
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      await links.failed(this.id, new Date(), message)
      const delay = Math.min(LINK_RETRY_LAST_MS, retryDelay(++this.failures))
      log.warn({ delay, reason: message, subscriber: this.subscriber.name }, 'un abonné PAM est injoignable')
      await this.loop.rest(delay)
      return false
    }
  }
}

import { MllpClient } from '@anamnese/interop-mllp'
import type { Log } from '@anamnese/platform-logging'
import type { Courier } from './courier'
import type { LinkRepository } from './link.repository'
import { LEASE_MS } from './link.repository'
import type { OutgoingRepository } from './outgoing.repository'
import type { Subscriber } from './subscriber'
import { retryDelay } from './transitions'

const BATCH = 50
/** without a wake-up, how long the queue is left alone */
const IDLE_MS = 1_000
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
  private readonly running: Promise<void>
  private stopped = false
  private wakeUp: () => void = () => undefined
  private failures = 0

  constructor(
    readonly subscriber: Subscriber,
    private readonly tools: ChannelTools,
  ) {
    const { host, port, tls, ca } = subscriber
    const { answerTimeoutMs } = tools
    const secure = { ...tools.tls, ...(ca === undefined ? {} : { ca }) }
    this.client = new MllpClient({ host, port, answerTimeoutMs, ...(tls ? { tls: secure } : {}) })
    this.running = this.run()
  }

  wake(): void {
    this.wakeUp()
  }

  /** Ends after the message on its way; the lease goes to another replica at once. */
  async stop(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.running
    this.client.close()
    await this.tools.links.release(this.subscriber._id).catch(() => undefined)
  }

  private get id(): string {
    return this.subscriber._id
  }

  private ended(): boolean {
    return this.stopped
  }

  private async run(): Promise<void> {
    const { links, log } = this.tools
    const renewal = setInterval(() => {
      links.acquire(this.id).catch((error: unknown) => {
        log.warn({ err: error, subscriber: this.subscriber.name }, 'le bail d’un abonné n’est pas renouvelé')
      })
    }, LEASE_MS / 3)
    while (!this.ended()) {
      try {
        if (!links.holds(this.id) && !(await links.acquire(this.id))) await this.pause(LEASE_MS / 3)
        else await this.turn()
      } catch (error) {
        log.warn({ err: error, subscriber: this.subscriber.name }, 'l’envoi à un abonné reprend après une erreur')
        await this.pause(IDLE_MS)
      }
    }
    clearInterval(renewal)
  }

  private async turn(): Promise<void> {
    const { outgoing, courier, links } = this.tools
    const due = this.subscriber.paused ? [] : await outgoing.due(this.id, new Date(), BATCH)
    if (due.length === 0) {
      await this.pause(IDLE_MS)
      return
    }
    if (!(await this.connect())) return
    for (const message of due) {
      if (this.ended() || !links.holds(this.id)) return
      if (!(await courier.carry(message, this.subscriber, this.client))) return
    }
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
      await this.rest(delay)
      return false
    }
  }

  /** Waits, or less when a message is written. */
  private async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wakeUp = () => undefined
  }

  /** Waits whole, unless it stops: new messages do not make an unreachable partner answer. */
  private async rest(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds
    while (!this.ended() && Date.now() < end) await this.pause(Math.max(10, end - Date.now()))
  }
}

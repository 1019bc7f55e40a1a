import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import { HealthRegistry } from '@anamnese/platform-health'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { InsiPort } from '../insi/insi-port'
import { BatchItemRepository } from './batch-item.repository'
import { BatchRepository } from './batch.repository'
import { ItemRunner } from './item-runner'
import { LEASE_MS, PaceRepository } from './pace.repository'

const IDLE_MS = 1_000
const STALLED_MS = 120_000

/** Carries batches out while this replica holds the lease: one call at a time, at the pace of the setting. */
@Injectable()
export class BatchLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private running: Promise<void> | undefined
  private stopped = false
  private wake: () => void = () => undefined
  private lastTurn = Date.now()

  constructor(
    private readonly batches: BatchRepository,
    private readonly items: BatchItemRepository,
    private readonly pace: PaceRepository,
    private readonly runner: ItemRunner,
    private readonly insi: InsiPort,
    health: HealthRegistry,
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    health.live('insi-batches', () => ({ ok: Date.now() - this.lastTurn < STALLED_MS }))
  }

  onApplicationBootstrap(): void {
    this.running = this.run()
  }

  /** Ends after the call on its way; another replica goes on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.running
    await this.pace.release().catch(() => undefined)
  }

  /** A batch was written or resumed here: no need to wait for the next look. */
  nudge(): void {
    this.wake()
  }

  private ended(): boolean {
    return this.stopped
  }

  private async run(): Promise<void> {
    const renewal = setInterval(() => {
      if (this.pace.held)
        this.pace.acquire().catch((error: unknown) => {
          this.log.warn({ err: error }, 'le bail des lots INSi n’est pas renouvelé')
        })
    }, LEASE_MS / 3)
    while (!this.ended()) {
      this.lastTurn = Date.now()
      try {
        if (!this.pace.held && !(await this.pace.acquire())) await this.pause(LEASE_MS / 3)
        else if (!(await this.turn())) await this.pause(IDLE_MS)
      } catch (error) {
        this.log.warn({ err: error }, 'les lots INSi reprennent après une erreur')
        await this.pause(IDLE_MS)
      }
    }
    clearInterval(renewal)
  }

  /** One call; false when there was nothing to do. */
  private async turn(): Promise<boolean> {
    const running = await this.batches.running()
    for (const batch of running)
      if (!(await this.items.hasWaiting(batch._id))) await this.batches.end(batch._id, new Date().toISOString())
    // While INSi is left alone no attempt is spent on it.
    if (this.insi.suspendedUntil !== undefined) return false
    const ids = running.map(({ _id }) => _id)
    if ((await this.items.next(ids, new Date())) === null) return false
    await this.rest(await this.pace.turn(60_000 / this.config.INSI_BATCH_PER_MINUTE))
    // A person may have stopped the batch, or another replica have taken over, during the wait.
    const still = (await this.batches.running()).filter(({ _id }) => ids.includes(_id))
    const item =
      this.ended() || !this.pace.held
        ? null
        : await this.items.next(
            still.map(({ _id }) => _id),
            new Date(),
          )
    const batch = still.find(({ _id }) => _id === item?.batchId)
    if (item !== null && batch !== undefined) await this.runner.run(batch, item)
    return true
  }

  private async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.wake = () => undefined
  }

  /** Waits whole, unless the service stops: a new batch does not hasten the pace. */
  private async rest(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds
    while (!this.ended() && Date.now() < end) {
      this.lastTurn = Date.now()
      await this.pause(Math.max(1, Math.min(5_000, end - Date.now())))
    }
  }
}

import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import { HealthRegistry } from '@anamnese/platform-health'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { InsiPort } from '../insi/insi-port'
import { BatchItemRepository } from './batch-item.repository'
import { BatchRepository } from './batch.repository'
import { ItemRunner } from './item-runner'
import { PaceRepository } from './pace.repository'

const STALLED_MS = 120_000

/** Carries batches out while this replica holds the lease: one call at a time, at the pace of the setting. */
@Injectable()
export class BatchLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop

  constructor(
    private readonly batches: BatchRepository,
    private readonly items: BatchItemRepository,
    private readonly pace: PaceRepository,
    private readonly runner: ItemRunner,
    private readonly insi: InsiPort,
    health: HealthRegistry,
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) log: Log,
  ) {
    const failing = 'les lots INSi reprennent après une erreur'
    this.loop = new WorkLoop({ turn: () => this.turn(), log, failing, lease: pace.lease })
    health.live('insi-batches', () => ({ ok: this.loop.isAlive(STALLED_MS) }))
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  /** Ends after the call on its way; another replica goes on at once. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop()
  }

  /** A batch was written or resumed here: no need to wait for the next look. */
  nudge(): void {
    this.loop.wake()
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
    await this.loop.rest(await this.pace.turn(60_000 / this.config.INSI_BATCH_PER_MINUTE))
    // A person may have stopped the batch, or another replica have taken over, during the wait.
    const still = (await this.batches.running()).filter(({ _id }) => ids.includes(_id))
    const item =
      this.loop.ended || !this.pace.lease.held
        ? null
        : await this.items.next(
            still.map(({ _id }) => _id),
            new Date(),
          )
    const batch = still.find(({ _id }) => _id === item?.batchId)
    if (item !== null && batch !== undefined) await this.runner.run(batch, item)
    return true
  }
}

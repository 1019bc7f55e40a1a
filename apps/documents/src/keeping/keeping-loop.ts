import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import type { BlobStore } from '@anamnese/platform-blobs'
import { ProblemError } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import { BLOBS, CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { KeepingService } from './keeping.service'
import { PurgeRepository } from './purge.repository'
import { RetentionService } from './retention.service'

const PURGE_EVERY_MS = 5_000
const RETENTION_EVERY_MS = 3_600_000
const PURGE_BATCH = 100
const RETENTION_BATCH = 200

/** Removes the bytes that were let go and, when the establishment says so, the documents whose time is over. Replicas may do it together. */
@Injectable()
export class KeepingLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop
  private nextRetention = Date.now() + 60_000

  constructor(
    private readonly purges: PurgeRepository,
    private readonly retention: RetentionService,
    private readonly keeping: KeepingService,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    @Inject(LOG) log: Log,
  ) {
    const failing = 'la conservation des documents reprend après une erreur'
    this.loop = new WorkLoop({ turn: () => this.turn(), log, failing, idleMs: PURGE_EVERY_MS })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop()
  }

  /** Bytes first, then the row: a stop between the two removes what is already gone, which changes nothing. */
  async purgeDue(): Promise<number> {
    const due = await this.purges.due(this.config.ESTABLISHMENT, PURGE_BATCH)
    for (const { _id: id } of due) {
      await this.blobs.remove({ id })
      await this.purges.done(this.config.ESTABLISHMENT, id)
    }
    return due.length
  }

  async deleteOver(): Promise<number> {
    const over = await this.retention.over(this.config.ESTABLISHMENT, RETENTION_BATCH)
    for (const { documentId, rule, keepUntil } of over) {
      const reason = `Fin de conservation le ${keepUntil} (${rule})`
      try {
        await this.keeping.delete(undefined, documentId, reason, this.config.ESTABLISHMENT)
      } catch (error) {
        // Held or deleted meanwhile by someone: that is an answer.
        if (!(error instanceof ProblemError)) throw error
      }
    }
    return over.length
  }

  private async turn(): Promise<boolean> {
    const purged = await this.purgeDue()
    if (this.config.RETENTION_MODE === 'delete' && Date.now() >= this.nextRetention) {
      const more = (await this.deleteOver()) === RETENTION_BATCH
      this.nextRetention = Date.now() + (more ? 0 : RETENTION_EVERY_MS)
    }
    return purged === PURGE_BATCH
  }
}

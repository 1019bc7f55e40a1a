import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import type { Log } from '@anamnese/platform-logging'
import { ConcurrentChangeError, isTransientMongoError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { KeepingService } from '../keeping/keeping.service'
import type { ExportJob } from './export-job'
import { ExportRepository } from './export.repository'
import { Exporter } from './exporter'

const MAX_ATTEMPTS = 5
const EXPIRY_EVERY_MS = 60_000

/** Works exports off, volume by volume; a replica that stops leaves its export to the others after the lease. */
@Injectable()
export class ExportLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop
  private nextExpiry = 0

  constructor(
    private readonly mongo: Mongo,
    private readonly exports: ExportRepository,
    private readonly exporter: Exporter,
    private readonly keeping: KeepingService,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    @Inject(LOG) log: Log,
  ) {
    const failing = 'les exports de documents reprennent après une erreur'
    this.loop = new WorkLoop({ turn: () => this.turn(), log, failing })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop()
  }

  nudge(): void {
    this.loop.wake()
  }

  /** Exports whose time is over: their volumes go, the line stays. */
  async expire(): Promise<number> {
    const over = await this.exports.over(this.config.ESTABLISHMENT)
    for (const job of over) await this.empty(job, 'expired')
    return over.length
  }

  async empty(job: ExportJob, state: 'expired' | 'cancelled'): Promise<ExportJob> {
    return this.mongo.transaction(async (session) => {
      const refs = job.volumes.map(({ blob }) => blob)
      await this.keeping.purge(job.establishment, refs, session)
      const { dueAt: _dueAt, ...rest } = job
      return this.exports.save({ ...rest, state, volumes: [] }, session)
    })
  }

  private get leaseMs(): number {
    return this.config.EXAMINATION_LEASE_SECONDS * 1000
  }

  private async turn(): Promise<boolean> {
    if (Date.now() >= this.nextExpiry) {
      await this.expire()
      this.nextExpiry = Date.now() + EXPIRY_EVERY_MS
    }
    const claimed = await this.exports.claim(this.config.ESTABLISHMENT, this.leaseMs)
    if (claimed !== null) await this.work(claimed)
    return claimed !== null
  }

  private async work(claimed: ExportJob): Promise<void> {
    let job = claimed
    try {
      if (job.attempts > MAX_ATTEMPTS) {
        await this.giveUp(job)
        return
      }
      while (job.state === 'running' && !this.loop.ended) job = await this.exporter.advance(job, this.leaseMs)
      // Stopping: another replica goes on at once.
      if (job.state === 'running') await this.exports.save({ ...job, dueAt: new Date() })
    } catch (error) {
      if (error instanceof ConcurrentChangeError) return // cancelled, or taken over
      const attempts = isTransientMongoError(error) ? job.attempts - 1 : job.attempts
      await this.exports.save({ ...job, attempts, dueAt: new Date(Date.now() + 5000) })
      throw error
    }
  }

  private async giveUp(job: ExportJob): Promise<void> {
    const { dueAt: _dueAt, ...rest } = job
    await this.exports.save({ ...rest, state: 'failed', reason: 'un volume échoue à chaque essai' })
  }
}

import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import type { Log } from '@anamnese/platform-logging'
import { ConcurrentChangeError, isTransientMongoError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { KeepingService } from '../keeping/keeping.service'
import type { ExportJob } from './export-job'
import { ExportRepository } from './export.repository'
import { Exporter } from './exporter'

const IDLE_MS = 1_000
const MAX_ATTEMPTS = 5
const EXPIRY_EVERY_MS = 60_000

/** Works exports off, volume by volume; a replica that stops leaves its export to the others after the lease. */
@Injectable()
export class ExportLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private running: Promise<void> | undefined
  private stopped = false
  private wake: () => void = () => undefined
  private nextExpiry = 0

  constructor(
    private readonly mongo: Mongo,
    private readonly exports: ExportRepository,
    private readonly exporter: Exporter,
    private readonly keeping: KeepingService,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.running
  }

  nudge(): void {
    this.wake()
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

  private async run(): Promise<void> {
    while (!this.ended()) {
      try {
        if (Date.now() >= this.nextExpiry) {
          await this.expire()
          this.nextExpiry = Date.now() + EXPIRY_EVERY_MS
        }
        const claimed = await this.exports.claim(this.config.ESTABLISHMENT, this.leaseMs)
        if (claimed === null) await this.pause(IDLE_MS)
        else await this.work(claimed)
      } catch (error) {
        this.log.warn({ err: error }, 'les exports de documents reprennent après une erreur')
        await this.pause(IDLE_MS)
      }
    }
  }

  private async work(claimed: ExportJob): Promise<void> {
    let job = claimed
    try {
      if (job.attempts > MAX_ATTEMPTS) {
        await this.giveUp(job)
        return
      }
      while (job.state === 'running' && !this.ended()) job = await this.exporter.advance(job, this.leaseMs)
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

  private ended(): boolean {
    return this.stopped
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
}

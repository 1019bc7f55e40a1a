import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import { AntivirusError } from '@anamnese/platform-antivirus'
import { HealthRegistry } from '@anamnese/platform-health'
import type { Log } from '@anamnese/platform-logging'
import { ConcurrentChangeError, isTransientMongoError } from '@anamnese/platform-mongo'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import type { Arrival } from './arrival'
import { ArrivalRepository } from './arrival.repository'
import { Examiner, RecordNotKnownYetError } from './examiner'
import { FilingService } from './filing.service'

/** an examination that ends the process, or fails by a fault of ours, is not tried for ever */
const MAX_ATTEMPTS = 5
const RETRY_MS = 5_000
const STALLED_MS = 900_000

/** Examines what is due, one after the other, on each replica; what another replica examines is not taken. */
@Injectable()
export class ExaminationLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop

  constructor(
    private readonly arrivals: ArrivalRepository,
    private readonly examiner: Examiner,
    private readonly filing: FilingService,
    health: HealthRegistry,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    const failing = 'l’examen des documents reçus reprend après une erreur'
    this.loop = new WorkLoop({ turn: () => this.turn(), log, failing })
    health.live('receiving', () => ({ ok: this.loop.isAlive(STALLED_MS) }))
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop()
  }

  /** Something is due: it need not wait for the next turn. */
  nudge(): void {
    this.loop.wake()
  }

  /** Examines this one now; undefined when another replica does. */
  async examineNow(id: string): Promise<Arrival | undefined> {
    const claimed = await this.claim(id)
    return claimed === null ? undefined : this.examine(claimed)
  }

  private claim(id?: string): Promise<Arrival | null> {
    return this.arrivals.claim(this.config.ESTABLISHMENT, this.config.EXAMINATION_LEASE_SECONDS * 1000, id)
  }

  private async turn(): Promise<boolean> {
    const claimed = await this.claim()
    if (claimed !== null) await this.examine(claimed)
    return claimed !== null
  }

  private async examine(claimed: Arrival): Promise<Arrival | undefined> {
    try {
      if (claimed.attempts > MAX_ATTEMPTS) return await this.giveUp(claimed)
      return await this.examiner.examine(claimed)
    } catch (error) {
      if (error instanceof ConcurrentChangeError) return undefined // another replica took it over, or a person acted
      await this.postpone(claimed, error)
      return undefined
    }
  }

  private giveUp(claimed: Arrival): Promise<Arrival> {
    const message = 'L’examen de ce document a échoué plusieurs fois : il est gardé, transmettez-le au support.'
    return this.filing.settle(claimed, 'failed', { reason: { code: 'EXAMINATION.FAILED', message } })
  }

  /** What is away (antivirus, database) comes back: that is not counted as a try of the document. */
  private async postpone(claimed: Arrival, error: unknown): Promise<void> {
    const away = error instanceof AntivirusError || isTransientMongoError(error)
    this.log.warn({ err: error, arrival: claimed._id, away }, 'examen d’un document reçu remis à plus tard')
    const attempts = away ? claimed.attempts - 1 : claimed.attempts
    const said = error instanceof AntivirusError || error instanceof RecordNotKnownYetError
    const reason = said ? { reason: { code: error.code, message: error.message } } : {}
    const dueAt = new Date(Date.now() + RETRY_MS * Math.max(1, attempts))
    await this.arrivals.save({ ...claimed, ...reason, attempts, dueAt })
  }
}

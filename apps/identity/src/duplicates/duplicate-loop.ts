import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import type { Log } from '@anamnese/platform-logging'
import { ConcurrentChangeError, isDuplicateKey } from '@anamnese/platform-mongo'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { DuplicateFinder } from './duplicate-finder'
import { DuplicateScanner } from './duplicate-scanner'
import type { MatchCard } from './match-card'
import { MatchCardRepository } from './match-card.repository'

const AFTER_ERROR_MS = 3_000
/** records compared between two looks at the scan */
const TURN = 50

/** Compares what waits, one record at a time so that care does not wait for it; several replicas share the queue. */
@Injectable()
export class DuplicateLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop

  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) log: Log,
    private readonly cards: MatchCardRepository,
    private readonly finder: DuplicateFinder,
    private readonly scanner: DuplicateScanner,
  ) {
    const failing = 'la recherche de doublons reprend après une erreur'
    this.loop = new WorkLoop({ turn: () => this.work(), log, failing, afterErrorMs: AFTER_ERROR_MS })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop()
  }

  private async work(): Promise<boolean> {
    const compared = await this.turn()
    const queued = await this.scanner.advance()
    return compared > 0 || queued
  }

  private async turn(): Promise<number> {
    for (let compared = 0; compared < TURN; compared++) {
      const card = this.loop.ended ? null : await this.cards.take(this.config.ESTABLISHMENT)
      if (!card) return compared
      await this.compare(card)
    }
    return TURN
  }

  private async compare(card: MatchCard): Promise<void> {
    try {
      await this.finder.compare(card)
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError || isDuplicateKey(error))) throw error
      await this.cards.release(card)
    }
  }
}

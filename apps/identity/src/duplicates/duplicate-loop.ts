import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import type { Log } from '@anamnese/platform-logging'
import { ConcurrentChangeError, isDuplicateKey } from '@anamnese/platform-mongo'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { DuplicateFinder } from './duplicate-finder'
import { DuplicateScanner } from './duplicate-scanner'
import type { MatchCard } from './match-card'
import { MatchCardRepository } from './match-card.repository'

const IDLE_MS = 1_000
const AFTER_ERROR_MS = 3_000
/** records compared between two looks at the scan */
const TURN = 50

/** Compares what waits, one record at a time so that care does not wait for it; several replicas share the queue. */
@Injectable()
export class DuplicateLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private running: Promise<void> | undefined
  private stopped = false
  private wakeUp: () => void = () => undefined

  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly cards: MatchCardRepository,
    private readonly finder: DuplicateFinder,
    private readonly scanner: DuplicateScanner,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run()
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true
    this.wakeUp()
    await this.running
  }

  private ended(): boolean {
    return this.stopped
  }

  private async run(): Promise<void> {
    while (!this.ended()) {
      try {
        const compared = await this.turn()
        const queued = await this.scanner.advance()
        if (compared === 0 && !queued) await this.pause(IDLE_MS)
      } catch (error) {
        this.log.warn({ err: error }, 'la recherche de doublons reprend après une erreur')
        await this.pause(AFTER_ERROR_MS)
      }
    }
  }

  private async turn(): Promise<number> {
    for (let compared = 0; compared < TURN; compared++) {
      const card = this.ended() ? null : await this.cards.take(this.config.ESTABLISHMENT)
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

  private async pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
      if (this.ended()) this.wakeUp()
    })
  }
}

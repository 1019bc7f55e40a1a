import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import { CorrespondentChanged } from '@anamnese/contracts'
import { rppsOf } from '@anamnese/domain-professional-ids'
import type { Log } from '@anamnese/platform-logging'
import { Outbox } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG, LOG } from '@anamnese/platform-service'
import type { DirectoryConfig } from '../directory.config'
import { ANNUAIRE } from './annuaire.provider'
import type { AnnuaireClient } from './annuaire-client'
import { AnnuaireError } from './annuaire-error'
import { type Correspondent, differs, toEvent, updated } from './correspondent'
import { CorrespondentRepository } from './correspondent.repository'

const TURN_MS = 1000
const DAY_MS = 86_400_000
const MAX_BACKOFF_MS = 3600_000

/** Asks the Annuaire about correspondents, one at a time, outside any transaction: new ones at once, the others every few days. */
@Injectable()
export class LookUpWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined
  private turn: Promise<void> = Promise.resolve()
  private stopped = false

  constructor(
    @Inject(CONFIG) private readonly config: DirectoryConfig,
    @Inject(LOG) private readonly log: Log,
    @Inject(ANNUAIRE) private readonly annuaire: AnnuaireClient | null,
    private readonly mongo: Mongo,
    private readonly outbox: Outbox,
    private readonly correspondents: CorrespondentRepository,
  ) {}

  onApplicationBootstrap(): void {
    if (this.annuaire !== null) this.plan()
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    await this.turn
  }

  private plan(): void {
    this.timer = setTimeout(() => {
      this.turn = this.run().finally(() => {
        if (!this.stopped) this.plan()
      })
    }, TURN_MS)
  }

  private async run(): Promise<void> {
    try {
      while (!this.stopped) {
        const due = await this.correspondents.claimDue(new Date())
        if (due === null) return
        await this.lookUp(due)
      }
    } catch (error) {
      this.log.warn({ err: error }, 'recherche de correspondants interrompue, nouvel essai')
    }
  }

  private async lookUp(correspondent: Correspondent): Promise<void> {
    const rpps = rppsOf(correspondent.idNat)
    const later = new Date(Date.now() + this.config.CORRESPONDENT_REFRESH_DAYS * DAY_MS)
    try {
      const found = rpps === undefined ? undefined : await this.annuaire?.lookup(rpps)
      if (found === undefined)
        await this.correspondents.postpone(correspondent._id, later, { state: 'absent', failures: 0 })
      else await this.keep(correspondent, updated(correspondent, found, later))
    } catch (error) {
      if (!(error instanceof AnnuaireError) && !(error instanceof ConcurrentChangeError)) throw error
      const failures = correspondent.failures + 1
      const backoff = Math.min(2 ** Math.min(failures, 12) * 1000, MAX_BACKOFF_MS)
      const wait = Math.max(backoff, error instanceof AnnuaireError ? (error.retryAfterMs ?? 0) : 0)
      await this.correspondents.postpone(correspondent._id, new Date(Date.now() + wait), { failures })
      this.log.warn({ err: error, failures }, 'correspondant non vérifié dans l’Annuaire, nouvel essai plus tard')
    }
  }

  private async keep(before: Correspondent, after: Correspondent): Promise<void> {
    if (!differs(before, after) && before.state === 'known') {
      await this.correspondents.postpone(before._id, after.nextCheckAt, { failures: 0 })
      return
    }
    await this.mongo.transaction(async (session) => {
      const saved = await this.correspondents.save(after, session)
      if (differs(before, after)) await this.outbox.append(session, CorrespondentChanged, saved.idNat, toEvent(saved))
    })
  }
}

import { createHash, randomUUID } from 'node:crypto'
import { BeforeApplicationShutdown, Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common'
import { plainToInstance } from 'class-transformer'
import { csvLine } from '@anamnese/platform-http'
import type { Log } from '@anamnese/platform-logging'
import type { QueryFilter } from '@anamnese/platform-mongo'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { AuditConfig } from '../audit.config'
import { TRAIL_COLUMNS, trailLine } from '../trail/trail-csv'
import { trailFilter } from '../trail/trail-filter'
import { TrailQuery } from '../trail/trail.query'
import { TrailRepository } from '../trail/trail.repository'
import type { TrailRow } from '../trail/trail.schema'
import { ExportRepository } from './export.repository'
import type { TrailExport } from './export.schema'

const IDLE_MS = 2_000
const ROWS_OF_A_PART = 2_000

/** Carries extractions out, one at a time, part after part. */
@Injectable()
export class ExportLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly owner = randomUUID()
  private readonly loop: WorkLoop

  constructor(
    private readonly exports: ExportRepository,
    private readonly rows: TrailRepository,
    @Inject(CONFIG) private readonly config: AuditConfig,
    @Inject(LOG) log: Log,
  ) {
    const failing = 'l’extraction des traces reprend après une erreur'
    this.loop = new WorkLoop({ turn: () => this.turn(), log, failing, idleMs: IDLE_MS })
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

  private async turn(): Promise<boolean> {
    const claimed = await this.exports.claim(this.owner)
    if (claimed !== null) await this.carryOut(claimed)
    return claimed !== null
  }

  /** What came in after the request is not part of it: the file is the trail of one moment. */
  private async carryOut(claimed: TrailExport): Promise<void> {
    const query = plainToInstance(TrailQuery, claimed.criteria)
    const asked = trailFilter(query, this.config.TIME_ZONE)
    const filter = { $and: [asked, { recordedAt: { $lte: claimed.requestedAt } }] } as QueryFilter<TrailRow>
    for (let one = claimed; !this.loop.ended;) {
      const rows = await this.rows.after(one.establishment, filter, one.last, ROWS_OF_A_PART)
      const end = rows.at(-1)
      if (end === undefined && one.parts > 0) {
        await this.exports.settle(one, { state: 'ready', sha256: await this.digest(one._id) })
        return
      }
      const head = one.parts === 0 ? `\uFEFF${csvLine(TRAIL_COLUMNS)}` : ''
      const bytes = Buffer.from(head + rows.map((row) => csvLine(trailLine(row, this.config.TIME_ZONE))).join(''))
      const next = {
        rows: one.rows + rows.length,
        bytes: one.bytes + bytes.length,
        ...(end === undefined ? {} : { last: { at: end.at, id: end._id } }),
      }
      if (!(await this.exports.advance(one, bytes, next))) return
      one = { ...one, ...next, parts: one.parts + 1 }
    }
    // Stopped in the middle: another replica, or this one started again, goes on at once.
    await this.exports.settle(claimed, {})
  }

  private async digest(id: string): Promise<string> {
    const hash = createHash('sha256')
    for await (const bytes of this.exports.file(id)) hash.update(bytes)
    return hash.digest('hex')
  }
}

import { Controller, Get, Inject, Query } from '@nestjs/common'
import { IsISO8601, IsOptional, Matches } from 'class-validator'
import type { Actor } from '@anamnese/contracts'
import { unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { AuditConfig } from '../audit.config'
import { instantOf } from '../trail/period'
import { TrailRepository } from '../trail/trail.repository'
import type { TrailHead } from '../trail/trail.schema'
import { type Break, LaneCheck } from './integrity-check'

const DAY_MS = 24 * 3600 * 1000

class IntegrityQuery {
  /** civil day from which traces are checked; 30 days ago when absent */
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'cette date n’existe pas' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'premier jour à contrôler, AAAA-MM-JJ' })
  from?: string
}

interface IntegrityView {
  ok: boolean
  /** instant from which traces were checked, to the last one */
  since: string
  checked: number
  breaks: Break[]
  /** to be kept elsewhere and compared later: who rewrote a whole chain would have to rewrite this too */
  heads: { lane: number; seq: number; seal: string }[]
}

/** Is the trail as it was written? A trace removed, changed or put in between breaks its chain of seals. */
@Requires('audit.read')
@Controller('audit/integrity')
export class IntegrityController {
  constructor(
    private readonly rows: TrailRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: AuditConfig,
  ) {}

  @Get()
  async check(@Query() query: IntegrityQuery, @CurrentActor() actor: Actor): Promise<IntegrityView> {
    const since = this.since(query.from)
    const heads = await this.rows.lanes(actor.establishment)
    const checks: LaneCheck[] = []
    for (const head of heads) checks.push(await this.follow(head, since))
    const breaks = checks.flatMap(({ broken }) => (broken === undefined ? [] : [broken]))
    const ok = breaks.length === 0
    await this.trail.record(actor, { action: 'audit.check', outcome: ok ? 'success' : 'failure' })
    return {
      ok,
      since: since.toISOString(),
      checked: checks.reduce((sum, { checked }) => sum + checked, 0),
      breaks,
      heads: heads.map(({ lane, seq, seal }) => ({ lane, seq, seal })),
    }
  }

  private async follow(head: TrailHead, since: Date): Promise<LaneCheck> {
    const { establishment, lane } = head
    const first = (await this.rows.firstSince(establishment, lane, since))?.seq ?? head.seq
    const before = first > 1 ? await this.rows.at(establishment, lane, first - 1) : null
    // The row before is itself gone: it is followed from there, and found missing.
    const from = before === null ? 1 : first
    const check = new LaneCheck(lane, before)
    for await (const row of this.rows.lane(establishment, lane, from)) {
      // What came in after the head was read is for the next control.
      if (row.seq > head.seq || !check.follow(row)) break
    }
    check.end(head)
    return check
  }

  private since(from: string | undefined): Date {
    const oldest = Date.now() - this.config.INTEGRITY_MAX_DAYS * DAY_MS
    if (from === undefined) return new Date(Math.max(oldest, Date.now() - 30 * DAY_MS))
    const since = instantOf(from, 'from', this.config.TIME_ZONE)
    if (since.getTime() < oldest)
      throw unprocessable(
        'INTEGRITY.TOO_LONG',
        `Un contrôle porte sur ${this.config.INTEGRITY_MAX_DAYS} jours au plus.`,
        'Choisissez une date plus récente, ou augmentez INTEGRITY_MAX_DAYS.',
      )
    return since
  }
}

import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common'
import { type Actor, type AuditEntry, type Page, TrailRecorded, type TrailRecordedData } from '@anamnese/contracts'
import { csvStream, PageQuery } from '@anamnese/platform-http'
import { AuditTrail, OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { AuditConfig } from '../audit.config'
import { laneOf } from './chain'
import { MergedRecordRepository } from './merged-record.repository'
import { TRAIL_COLUMNS, trailLine } from './trail-csv'
import { trailFilter } from './trail-filter'
import { TrailQuery } from './trail.query'
import { TrailRepository } from './trail.repository'
import type { TrailRow } from './trail.schema'

/** Keeps each trace, and shows them. Looking at the trail is an act that leaves its own trace. */
@Controller()
export class TrailController {
  constructor(
    private readonly rows: TrailRepository,
    private readonly merged: MergedRecordRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: AuditConfig,
  ) {}

  @OnEvent(TrailRecorded)
  async onTrace(event: ReceivedEvent<TrailRecordedData>): Promise<void> {
    await this.rows.append(event.id, laneOf(event.key), event.data, event.session)
  }

  @Requires('audit.read')
  @Get('audit')
  async list(@Query() query: TrailQuery, @CurrentActor() actor: Actor): Promise<Page<AuditEntry>> {
    const page = await this.rows.page(actor.establishment, await this.filterOf(actor, query), query)
    await this.traceReading(actor, 'audit.read', query)
    return { ...page, items: page.items.map(view) }
  }

  @Requires('audit.read')
  @Get('audit.csv')
  async extract(@Query() query: TrailQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const zone = this.config.TIME_ZONE
    await this.traceReading(actor, 'audit.export', query)
    const rows = this.rows.stream(actor.establishment, await this.filterOf(actor, query))
    return new StreamableFile(csvStream(TRAIL_COLUMNS, lines(rows, zone)), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="journal.csv"',
    })
  }

  /** The accesses to one record, for who has opened it. */
  @Requires('patient.read')
  @PatientRecord()
  @Get('audit/patients/:patientId')
  async ofPatient(
    @Param('patientId') patientId: string,
    @Query() query: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<AuditEntry>> {
    const ids = await this.merged.idsOf(actor.establishment, patientId)
    const page = await this.rows.page(actor.establishment, { 'entry.patientId': { $in: ids } }, query)
    await this.traceReading(actor, 'audit.read', { patientId })
    return { ...page, items: page.items.map(view) }
  }

  /** A question about a record is about those merged into it too. */
  private async filterOf(actor: Actor, query: TrailQuery): Promise<ReturnType<typeof trailFilter>> {
    const { patientId } = query
    const ids = patientId === undefined ? undefined : await this.merged.idsOf(actor.establishment, patientId)
    return trailFilter(query, this.config.TIME_ZONE, ids)
  }

  private async traceReading(actor: Actor, action: string, query: Partial<TrailQuery>): Promise<void> {
    const { page: _page, size: _size, sort: _sort, patientId, ...criteria } = query
    const detail = Object.entries(criteria)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(' ')
    await this.trail.record(actor, {
      action,
      ...(patientId === undefined ? {} : { patientId }),
      ...(detail === '' ? {} : { detail }),
    })
  }
}

function view({ _id, entry }: TrailRow): AuditEntry {
  return { ...entry, id: _id }
}

async function* lines(rows: AsyncIterable<TrailRow>, zone: string): AsyncGenerator<(string | undefined)[]> {
  for await (const row of rows) yield trailLine(row, zone)
}

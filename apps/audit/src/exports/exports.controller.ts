import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { Body, Controller, Get, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common'
import type { Actor, AuditExportView, Page } from '@anamnese/contracts'
import { conflict, notFound, PageQuery } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { AuditConfig } from '../audit.config'
import { TrailQuery } from '../trail/trail.query'
import { TrailRepository } from '../trail/trail.repository'
import { ExportLoop } from './export-loop'
import { ExportRepository } from './export.repository'
import type { TrailExport } from './export.schema'

const DAY_MS = 24 * 3600 * 1000

/** Large extractions of the trail, made apart and fetched when ready. */
@Requires('audit.read')
@Controller('audit/exports')
export class ExportsController {
  constructor(
    private readonly mongo: Mongo,
    private readonly exports: ExportRepository,
    private readonly rows: TrailRepository,
    private readonly loop: ExportLoop,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: AuditConfig,
  ) {}

  @Post()
  async create(@Body() query: TrailQuery, @CurrentActor() actor: Actor): Promise<AuditExportView> {
    const criteria = criteriaOf(query)
    const heads = await this.rows.lanes(actor.establishment)
    const requestedAt = new Date()
    const asked = {
      _id: randomUUID(),
      establishment: actor.establishment,
      state: 'waiting' as const,
      requestedBy: actor.name,
      requestedAt,
      criteria,
      rows: 0,
      bytes: 0,
      parts: 0,
      heads: heads.map(({ lane, seq, seal }) => ({ lane, seq, seal })),
      expiresAt: new Date(requestedAt.getTime() + this.config.EXPORT_DAYS * DAY_MS),
    }
    const stored = await this.mongo.transaction(async (session) => {
      const object = { kind: 'audit-export', id: asked._id }
      const detail = Object.entries(criteria)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')
      await this.trail.record(actor, { action: 'audit.export', object, ...(detail === '' ? {} : { detail }) }, session)
      return this.exports.insert(asked, session)
    })
    this.loop.nudge()
    return view(stored)
  }

  @Get()
  async list(@Query() { page, size }: PageQuery, @CurrentActor() actor: Actor): Promise<Page<AuditExportView>> {
    const found = await this.exports.page(actor.establishment, {}, { page, size, sort: { requestedAt: -1 } })
    return { ...found, items: found.items.map(view) }
  }

  @Get(':id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<AuditExportView> {
    return view(await this.find(id, actor))
  }

  @Get(':id/file')
  async file(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const found = await this.find(id, actor)
    if (found.state !== 'ready') throw conflict('AUDIT_EXPORT.NOT_READY', 'Cette extraction n’est pas encore prête.')
    await this.trail.record(actor, { action: 'audit.download', object: { kind: 'audit-export', id } })
    return new StreamableFile(Readable.from(this.exports.file(id), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="journal.csv"',
      length: found.bytes,
    })
  }

  private async find(id: string, actor: Actor): Promise<TrailExport> {
    const found = await this.exports.findById(actor.establishment, id)
    if (!found) throw notFound('AUDIT_EXPORT.UNKNOWN', 'Cette extraction n’existe pas, ou n’est plus conservée.')
    return found
  }
}

function criteriaOf(query: TrailQuery): Record<string, string> {
  const { page: _page, size: _size, sort: _sort, q: _q, ...criteria } = query
  return Object.fromEntries(
    Object.entries(criteria as Record<string, string | boolean | undefined>).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
}

function view(one: TrailExport): AuditExportView {
  const { _id, state, requestedBy, requestedAt, criteria, rows, bytes, sha256, heads, expiresAt } = one
  return {
    id: _id,
    state,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    criteria,
    rows,
    bytes,
    ...(sha256 === undefined ? {} : { sha256 }),
    heads,
    expiresAt: expiresAt.toISOString(),
  }
}

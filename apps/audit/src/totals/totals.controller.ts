import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common'
import dayjs from 'dayjs'
import type { Actor, InsAccessSummary, PartnerTotal } from '@anamnese/contracts'
import { csvStream, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { AuditConfig } from '../audit.config'
import { MergedRecordRepository } from '../trail/merged-record.repository'
import { trailFilter } from '../trail/trail-filter'
import { TrailQuery } from '../trail/trail.query'
import { Totals } from './totals'

const COLUMNS = [
  'Partenaire',
  'Échanges',
  'Avec INS',
  'Échecs et refus',
  'Patients',
  'Premier échange',
  'Dernier échange',
]

/** Exchange partners and readers of the INS, counted. */
@Controller('audit')
export class TotalsController {
  constructor(
    private readonly totals: Totals,
    private readonly merged: MergedRecordRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: AuditConfig,
  ) {}

  @Requires('audit.read')
  @Get('partners')
  async partners(@Query() query: TrailQuery, @CurrentActor() actor: Actor): Promise<PartnerTotal[]> {
    await this.trail.record(actor, { action: 'audit.read', detail: 'partenaires' })
    return this.totals.partners(actor.establishment, trailFilter(query, this.config.TIME_ZONE))
  }

  @Requires('audit.read')
  @Get('partners.csv')
  async extract(@Query() query: TrailQuery, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const zone = this.config.TIME_ZONE
    await this.trail.record(actor, { action: 'audit.export', detail: 'partenaires' })
    const totals = await this.totals.partners(actor.establishment, trailFilter(query, zone))
    const shown = (instant: string): string => dayjs(instant).tz(zone).format('YYYY-MM-DDTHH:mm:ssZ')
    const lines = totals.map((one) => [
      one.partner,
      one.exchanges,
      one.withIns,
      one.failures,
      one.patients,
      shown(one.firstAt),
      shown(one.lastAt),
    ])
    return new StreamableFile(csvStream(COLUMNS, lines), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="partenaires.csv"',
    })
  }

  /** For security officers, who open no record. */
  @Requires('audit.read')
  @Get('ins')
  async insOf(@Query() { patientId }: TrailQuery, @CurrentActor() actor: Actor): Promise<InsAccessSummary> {
    if (patientId === undefined) throw unprocessable('AUDIT.PATIENT', 'Donner l’identifiant d’un patient.')
    return this.summary(patientId, actor)
  }

  /** For who has opened the record. */
  @Requires('patient.read')
  @PatientRecord()
  @Get('patients/:patientId/ins')
  async ins(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<InsAccessSummary> {
    return this.summary(patientId, actor)
  }

  private async summary(patientId: string, actor: Actor): Promise<InsAccessSummary> {
    await this.trail.record(actor, { action: 'audit.read', patientId, detail: 'accès à l’INS' })
    return this.totals.insOf(actor.establishment, await this.merged.idsOf(actor.establishment, patientId))
  }
}

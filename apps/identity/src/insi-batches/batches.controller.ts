import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Actor, InsiBatchItemView, InsiBatchView, InsiServiceView, Page } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { InsiPort } from '../insi/insi-port'
import type { Patient } from '../patients/patient'
import { patientSummary } from '../patients/patient-view'
import { PatientRepository } from '../patients/patient.repository'
import type { BatchItem } from './batch'
import { BatchItemRepository } from './batch-item.repository'
import { BatchRepository } from './batch.repository'
import { BatchDto, ItemQuery } from './batches.requests'
import { BatchesService } from './batches.service'

/** Batches of INSi calls: asked for, followed, stopped, and their results to examine. */
@Requires('identity.write')
@Controller('identity/insi')
export class BatchesController {
  constructor(
    private readonly service: BatchesService,
    private readonly batches: BatchRepository,
    private readonly items: BatchItemRepository,
    private readonly patients: PatientRepository,
    private readonly insi: InsiPort,
    private readonly trail: AuditTrail,
  ) {}

  @Get('state')
  state(): InsiServiceView {
    return this.insi.state()
  }

  @Post('batches')
  async create(@Body() body: BatchDto, @CurrentActor() actor: Actor): Promise<InsiBatchView> {
    return this.service.view(await this.service.create(body, actor))
  }

  @Get('batches')
  async list(@Query() { page, size }: PageQuery, @CurrentActor() actor: Actor): Promise<Page<InsiBatchView>> {
    const found = await this.batches.page(actor.establishment, {}, { page, size, sort: { createdAt: -1 } })
    return { ...found, items: await Promise.all(found.items.map((batch) => this.service.view(batch))) }
  }

  @Get('batches/:id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<InsiBatchView> {
    return this.service.view(await this.service.read(actor.establishment, id))
  }

  @HttpCode(200)
  @Post('batches/:id/pause')
  async pause(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<InsiBatchView> {
    return this.service.view(await this.service.act(id, 'pause', actor))
  }

  @HttpCode(200)
  @Post('batches/:id/resume')
  async resume(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<InsiBatchView> {
    return this.service.view(await this.service.act(id, 'resume', actor))
  }

  @HttpCode(200)
  @Post('batches/:id/cancel')
  async cancel(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<InsiBatchView> {
    return this.service.view(await this.service.act(id, 'cancel', actor))
  }

  /** Each INS that the list shows is an access to it, traced for its patient (INS/va1.39). */
  @Get('batches/:id/items')
  async results(
    @Param('id') id: string,
    @Query() { outcome, page, size }: ItemQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<InsiBatchItemView>> {
    const { _id: batchId } = await this.service.read(actor.establishment, id)
    const filter = { batchId, ...(outcome === undefined ? {} : { outcome }) }
    const found = await this.items.page(actor.establishment, filter, { page, size, sort: { _id: 1 } })
    const ids = found.items.map(({ patientId }) => patientId)
    const patients = await this.patients.find(actor.establishment, { _id: { $in: ids } })
    const byId = new Map(patients.map((patient) => [patient._id, patient]))
    const shown = patients.filter(({ ins }) => ins !== undefined)
    await this.trail.recordAll(
      actor,
      shown.map((one) => ({ action: 'insi-batch.read', patientId: one._id, ins: true })),
    )
    return { ...found, items: found.items.map((item) => itemView(item, byId.get(item.patientId))) }
  }
}

function itemView(item: BatchItem, patient: Patient | undefined): InsiBatchItemView {
  const { _id, outcome, message, attempts, at, nextAttemptAt, callId, decidedAt } = item
  return {
    id: _id,
    outcome,
    message,
    attempts,
    ...(at === undefined ? {} : { at }),
    ...(outcome === 'waiting' && attempts > 0 ? { nextAttemptAt: nextAttemptAt.toISOString() } : {}),
    ...(callId === undefined ? {} : { callId }),
    patient: patient === undefined ? null : patientSummary(patient),
    ...(patient === undefined ? {} : { version: patient.version }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
  }
}

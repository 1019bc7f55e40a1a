import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common'
import type {
  Actor,
  InsiCallDetail,
  InsiCallView,
  InsiRecordView,
  InsiSearchResponse,
  InsiVerifyResponse,
  Page,
  PatientDetail,
} from '@anamnese/contracts'
import { notFound, PageQuery } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { BatchItemRepository } from '../insi-batches/batch-item.repository'
import { patientDetail } from '../patients/patient-view'
import { callView } from './insi-call'
import { CardDto, DecisionDto, InsiAcceptDto } from './insi.requests'
import { insiResponse, verifyResponse } from './insi-response'
import { InsiService } from './insi.service'
import { usableCall } from './usable-call'
import { QualificationService } from './qualification.service'
import { VerificationService } from './verification.service'

/** INSi for one record, as identity officers use it: from worklists and batches, without opening the record. */
@Requires('identity.write')
@Controller('patients/:patientId/identity/insi')
export class RecordInsiController {
  constructor(
    private readonly insi: InsiService,
    private readonly verification: VerificationService,
    private readonly qualification: QualificationService,
    private readonly items: BatchItemRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: IdentityConfig,
  ) {}

  @Get()
  async read(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<InsiRecordView> {
    return this.verification.record(await this.qualification.read(actor.establishment, patientId))
  }

  @HttpCode(200)
  @Post('search')
  async search(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<InsiSearchResponse> {
    const patient = await this.qualification.read(actor.establishment, patientId)
    return insiResponse(await this.insi.search(patient, actor), patient)
  }

  @HttpCode(200)
  @Post('card')
  async card(
    @Param('patientId') patientId: string,
    @Body() { card }: CardDto,
    @CurrentActor() actor: Actor,
  ): Promise<InsiSearchResponse> {
    const patient = await this.qualification.read(actor.establishment, patientId)
    return insiResponse(await this.insi.searchByCard(card, patient, actor), patient)
  }

  @HttpCode(200)
  @Post('verify')
  async verify(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<InsiVerifyResponse> {
    const patient = await this.qualification.read(actor.establishment, patientId)
    return verifyResponse(await this.verification.verify(patient, actor), patient, this.insi.verification)
  }

  @HttpCode(200)
  @Post('accept')
  async accept(
    @Param('patientId') patientId: string,
    @Body() { callId, version }: InsiAcceptDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const found = await this.insi.find(actor.establishment, patientId, callId)
    const call = usableCall(found, this.config.INSI_CALL_VALIDITY_HOURS)
    const change = this.qualification.acceptance(call)
    const stored = await this.qualification.apply(patientId, version, actor, 'identity.accept', [change])
    await this.items.decided(actor.establishment, callId)
    return patientDetail(stored)
  }

  @HttpCode(200)
  @Post('withdraw')
  async withdraw(
    @Param('patientId') patientId: string,
    @Body() { version, reason }: DecisionDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const change = this.qualification.withdrawal(reason)
    return patientDetail(await this.qualification.apply(patientId, version, actor, 'ins.withdraw', [change]))
  }

  @HttpCode(200)
  @Post('keep')
  async keep(
    @Param('patientId') patientId: string,
    @Body() { version, reason }: DecisionDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const change = this.qualification.doubtLift(reason)
    return patientDetail(await this.qualification.apply(patientId, version, actor, 'ins.keep', [change]))
  }

  @Get('calls')
  async calls(
    @Param('patientId') patientId: string,
    @Query() { page, size }: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<InsiCallView>> {
    const found = await this.insi.callsOf(actor.establishment, patientId, { page, size })
    await this.trail.record(actor, { action: 'insi.list', patientId, ins: false })
    return { ...found, items: found.items.map(callView) }
  }

  @Get('calls/:callId')
  async call(
    @Param('patientId') patientId: string,
    @Param('callId') callId: string,
    @CurrentActor() actor: Actor,
  ): Promise<InsiCallDetail> {
    const call = await this.insi.find(actor.establishment, patientId, callId)
    if (!call) throw notFound('INSI.UNKNOWN_CALL', 'Cet appel à INSi n’existe pas.')
    await this.trail.record(actor, {
      action: 'insi.read',
      patientId,
      object: { kind: 'insi-call', id: callId },
      ins: true,
    })
    const exchanges = (call.exchanges ?? []).map(({ at, messageId, milliseconds, request, answer }) => ({
      at,
      messageId,
      milliseconds,
      request,
      ...(answer === undefined ? {} : { answer }),
    }))
    return { ...callView(call), exchanges }
  }
}

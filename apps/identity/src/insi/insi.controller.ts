import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common'
import type { Actor, InsiSearchResponse, PatientDetail, QualifyResponse } from '@anamnese/contracts'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { patientDetail } from '../patients/patient-view'
import { InsiAcceptDto, ProofDto, QualifyDto } from './insi.requests'
import { insiResponse } from './insi-response'
import { InsiService } from './insi.service'
import { usableCall } from './usable-call'
import { bringsNothing, confirmation, contradicts, QualificationService } from './qualification.service'

/** INSi and coherence checks: how an identity becomes qualified. */
@Requires('identity.write')
@PatientRecord()
@Controller('patients/:patientId')
export class InsiController {
  constructor(
    private readonly insi: InsiService,
    private readonly qualification: QualificationService,
    @Inject(CONFIG) private readonly config: IdentityConfig,
  ) {}

  @HttpCode(200)
  @Post('insi/search')
  async search(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<InsiSearchResponse> {
    const patient = await this.qualification.read(actor.establishment, patientId)
    return insiResponse(await this.insi.search(patient, actor), patient)
  }

  @HttpCode(200)
  @Post('insi/accept')
  async accept(
    @Param('patientId') patientId: string,
    @Body() { callId, version }: InsiAcceptDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const found = await this.insi.find(actor.establishment, patientId, callId)
    const call = usableCall(found, this.config.INSI_CALL_VALIDITY_HOURS)
    const acceptance = this.qualification.acceptance(call)
    return patientDetail(await this.qualification.apply(patientId, version, actor, 'identity.accept', [acceptance]))
  }

  @HttpCode(200)
  @Post('proofs')
  async prove(
    @Param('patientId') patientId: string,
    @Body() { type, version }: ProofDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const proof = this.qualification.proof(type)
    return patientDetail(await this.qualification.apply(patientId, version, actor, 'identity.prove', [proof]))
  }

  /**
   * Both in one act. When INSi does not find the person, or returns traits that contradict the record and were not accepted, nothing
   * changes and the answer says why.
   */
  @HttpCode(200)
  @Post('qualify')
  async qualify(
    @Param('patientId') patientId: string,
    @Body() { type, version, acceptDifferences }: QualifyDto,
    @CurrentActor() actor: Actor,
  ): Promise<QualifyResponse> {
    const proof = this.qualification.proof(type)
    const patient = await this.qualification.read(actor.establishment, patientId)
    const call = await this.insi.search(patient, actor)
    const insi = insiResponse(call, patient)
    const undecided = contradicts(call, patient) && acceptDifferences !== true
    if (call.outcome !== 'found' || undecided) return { patient: patientDetail(patient), insi }
    const acceptance = bringsNothing(call, patient) ? confirmation(call) : this.qualification.acceptance(call)
    const changes = [acceptance, proof]
    const stored = await this.qualification.apply(patientId, version, actor, 'identity.qualify', changes)
    return { patient: patientDetail(stored), insi }
  }
}

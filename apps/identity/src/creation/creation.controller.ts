import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import type { Actor, CandidateSearchResponse, PatientDetail } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { patientDetail } from '../patients/patient-view'
import { CandidatesService } from './candidates.service'
import { CandidateSearchDto, CreatePatientDto } from './creation.requests'
import { CreationService } from './creation.service'

/** The search that comes before a creation, and the creation. */
@Requires('identity.write')
@Controller()
export class CreationController {
  constructor(
    private readonly candidates: CandidatesService,
    private readonly creation: CreationService,
  ) {}

  @HttpCode(200)
  @Post('identity/candidates')
  async search(@Body() criteria: CandidateSearchDto, @CurrentActor() actor: Actor): Promise<CandidateSearchResponse> {
    return this.candidates.search(criteria, actor)
  }

  @Post('patients')
  async create(@Body() request: CreatePatientDto, @CurrentActor() actor: Actor): Promise<PatientDetail> {
    return patientDetail(await this.creation.create(request, actor))
  }
}

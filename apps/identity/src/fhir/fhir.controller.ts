import { All, Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common'
import { ApiExcludeEndpoint, ApiOperation } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import type { Actor } from '@anamnese/contracts'
import {
  assertReadable,
  type CapabilityStatement,
  capabilityStatement,
  FhirError,
  isLenient,
  PATIENT_SEARCH,
  parseSearch,
  shaped,
} from '@anamnese/interop-fhir-fr'
import { baseOf, FHIR_PATH, FhirApi, formOf, queryOf, sendResource, sendVersion } from '@anamnese/platform-fhir'
import { CurrentActor, PatientRecord, Public, Requires } from '@anamnese/platform-security'
import { patientCapability } from './capability'
import { PatientMatchService } from './patient-match.service'
import { PatientSearchService } from './patient-search.service'

@FhirApi()
@Requires('patient.read')
@Controller(FHIR_PATH)
export class FhirController {
  constructor(
    private readonly patients: PatientSearchService,
    private readonly matches: PatientMatchService,
  ) {}

  @ApiExcludeEndpoint()
  @Public()
  @Get('metadata')
  metadata(@Req() request: Request, @Res() response: Response): void {
    const date = new Date().toISOString()
    const statement: CapabilityStatement = capabilityStatement({ base: baseOf(request), version: '1', date }, [
      patientCapability(),
    ])
    sendResource(request, response, statement)
  }

  @ApiOperation({
    summary:
      'Rechercher des patients (identifier, family, given, name, birthdate, gender, active, _id, _lastUpdated, _sort, _count)',
  })
  @Get('Patient')
  async search(@Req() request: Request, @Res() response: Response, @CurrentActor() actor: Actor): Promise<void> {
    await this.answerSearch(request, response, actor, queryOf(request))
  }

  @ApiOperation({ summary: 'Rechercher des patients, paramètres dans un formulaire' })
  @HttpCode(200)
  @Post('Patient/_search')
  async searchByForm(@Req() request: Request, @Res() response: Response, @CurrentActor() actor: Actor): Promise<void> {
    await this.answerSearch(request, response, actor, await formOf(request))
  }

  @ApiOperation({ summary: 'Rapprocher une personne décrite des dossiers connus ($match)' })
  @HttpCode(200)
  @Post('Patient/$match')
  async match(
    @Req() request: Request,
    @Res() response: Response,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    assertReadable(request.headers['content-type'])
    sendResource(request, response, await this.matches.match(actor, body, baseOf(request)))
  }

  @ApiOperation({ summary: 'Lire un patient (FR Core)' })
  @PatientRecord()
  @Get('Patient/:patientId')
  async read(
    @Param('patientId') patientId: string,
    @Req() request: Request,
    @Res() response: Response,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const asked = parseSearch({ ...PATIENT_SEARCH, parameters: [] }, queryOf(request), false)
    sendVersion(request, response, shaped(PATIENT_SEARCH, asked, await this.patients.read(actor, patientId)))
  }

  @ApiExcludeEndpoint()
  @All('*path')
  unknown(): never {
    throw new FhirError(404, [
      {
        code: 'not-supported',
        reason: 'FHIR.INTERACTION',
        text: 'Cette interaction FHIR n’existe pas sur ce serveur.',
      },
    ])
  }

  private async answerSearch(
    request: Request,
    response: Response,
    actor: Actor,
    query: URLSearchParams,
  ): Promise<void> {
    const lenient = isLenient(request.header('prefer'))
    sendResource(request, response, await this.patients.search(actor, query, lenient, baseOf(request)))
  }
}

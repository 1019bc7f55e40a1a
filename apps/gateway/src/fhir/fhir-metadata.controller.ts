import { Controller, Get, Req, Res } from '@nestjs/common'
import { ApiOperation } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import { FHIR_PATH, FhirApi, sendResource } from '@anamnese/platform-fhir'
import { Public } from '@anamnese/platform-security'
import { FhirMetadata } from './fhir-metadata.service'

/** Says nothing of any patient: whoever integrates reads it without an account. */
@FhirApi()
@Public()
@Controller(FHIR_PATH)
export class FhirMetadataController {
  constructor(private readonly metadata: FhirMetadata) {}

  @ApiOperation({ summary: 'Ce que le serveur FHIR sait faire (CapabilityStatement)' })
  @Get('metadata')
  async read(@Req() request: Request, @Res() response: Response): Promise<void> {
    sendResource(request, response, await this.metadata.statement())
  }
}

import { All, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common'
import { ApiExcludeEndpoint, ApiOperation } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import type { Actor } from '@anamnese/contracts'
import {
  capabilityStatement,
  DOCUMENT_SEARCH,
  FhirError,
  isLenient,
  parseSearch,
  shaped,
} from '@anamnese/interop-fhir-fr'
import { baseOf, FHIR_PATH, FhirApi, formOf, queryOf, sendResource, sendVersion } from '@anamnese/platform-fhir'
import { CurrentActor, Public, Requires } from '@anamnese/platform-security'
import { documentCapabilities } from './capability'
import { DocumentSearchService } from './document-search.service'

@FhirApi()
@Requires('document.read')
@Controller(FHIR_PATH)
export class FhirController {
  constructor(private readonly documents: DocumentSearchService) {}

  @ApiExcludeEndpoint()
  @Public()
  @Get('metadata')
  metadata(@Req() request: Request, @Res() response: Response): void {
    const date = new Date().toISOString()
    const statement = capabilityStatement({ base: baseOf(request), version: '1', date }, documentCapabilities())
    sendResource(request, response, statement)
  }

  @ApiOperation({
    summary:
      'Rechercher des documents (patient, patient.identifier, identifier, date, period, type, category, status, author.*, _sort, _count)',
  })
  @Get('DocumentReference')
  async search(@Req() request: Request, @Res() response: Response, @CurrentActor() actor: Actor): Promise<void> {
    await this.answerSearch(request, response, actor, queryOf(request))
  }

  @ApiOperation({ summary: 'Rechercher des documents, paramètres dans un formulaire' })
  @HttpCode(200)
  @Post('DocumentReference/_search')
  async searchByForm(@Req() request: Request, @Res() response: Response, @CurrentActor() actor: Actor): Promise<void> {
    await this.answerSearch(request, response, actor, await formOf(request))
  }

  @ApiOperation({ summary: 'Lire la description d’un document (MHD)' })
  @Get('DocumentReference/:documentId')
  async read(
    @Param('documentId') documentId: string,
    @Req() request: Request,
    @Res() response: Response,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const asked = parseSearch({ ...DOCUMENT_SEARCH, parameters: [] }, queryOf(request), false)
    const resource = await this.documents.read(actor, documentId, baseOf(request))
    sendVersion(request, response, shaped(DOCUMENT_SEARCH, asked, resource))
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
    sendResource(request, response, await this.documents.search(actor, query, lenient, baseOf(request)))
  }
}

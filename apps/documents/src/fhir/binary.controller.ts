import { Controller, Get, Param, Req, Res } from '@nestjs/common'
import { ApiOperation } from '@nestjs/swagger'
import type { Request, Response } from 'express'
import type { Actor } from '@anamnese/contracts'
import { type Binary, prefersBytes } from '@anamnese/interop-fhir-fr'
import { FHIR_PATH, FhirErrors, queryOf, sendResource } from '@anamnese/platform-fhir'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { type BinaryContent, DocumentSearchService } from './document-search.service'

/** The content of documents (ITI-68): the bytes themselves, or a Binary that holds them for who asks FHIR. */
@FhirErrors()
@Requires('document.read')
@Controller(FHIR_PATH)
export class BinaryController {
  constructor(private readonly documents: DocumentSearchService) {}

  @ApiOperation({
    summary:
      'Lire le contenu d’un document : octets (PDF, CDA…), ou ressource Binary pour Accept: application/fhir+json',
  })
  @Get('Binary/:id')
  async read(
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const content = await this.documents.binary(actor, id)
    const digest = Buffer.from(content.sha256, 'hex').toString('base64')
    response.set({ ETag: `"${content.sha256}"`, 'Repr-Digest': `sha-256=:${digest}:` })
    if (prefersBytes(request.headers.accept, queryOf(request).get('_format'), content.mediaType)) {
      // A browser must not interpret markup that may come from elsewhere.
      response
        .set({
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
          'Content-Disposition': `attachment; filename="${id}"`,
        })
        .type(content.mediaType)
        .send(content.bytes)
    } else sendResource(request, response, binaryOf(id, content))
  }
}

function binaryOf(id: string, { document, bytes, mediaType }: BinaryContent): Binary {
  return {
    resourceType: 'Binary',
    id,
    contentType: mediaType,
    securityContext: { reference: `DocumentReference/${document._id}` },
    data: bytes.toString('base64'),
  }
}

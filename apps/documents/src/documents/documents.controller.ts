import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, DocumentView, Page } from '@anamnese/contracts'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { attachmentHeader } from './disposition'
import { ContentQuery, DocumentsQuery } from './document.dto'
import { documentView } from './document-view'
import { DocumentsService } from './documents.service'
import { isShown } from './media-types'

@ApiTags('Documents')
@Requires('document.read')
@Controller()
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @ApiOperation({ summary: 'Les documents d’un dossier (?type=&origin=&flag=&from=&to=&q=&superseded=false&sort=)' })
  @PatientRecord()
  @Get('patients/:patientId/documents')
  async list(
    @Param('patientId') patientId: string,
    @Query() query: DocumentsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<DocumentView>> {
    return this.documents.list(actor, patientId, query)
  }

  @ApiOperation({ summary: 'Un document' })
  @Get('documents/:documentId')
  async read(@Param('documentId') documentId: string, @CurrentActor() actor: Actor): Promise<DocumentView> {
    return documentView(await this.documents.read(actor, documentId))
  }

  /** PDF and images are shown in the page; the rest is a file: a browser must not interpret markup that may come from elsewhere. */
  @ApiOperation({ summary: 'Le contenu d’un document : ?form=pdf, cda, image, original ou stylesheet' })
  @Header('Cache-Control', 'no-store')
  @Header('X-Content-Type-Options', 'nosniff')
  @Get('documents/:documentId/content')
  async content(
    @Param('documentId') documentId: string,
    @Query() { form }: ContentQuery,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { bytes, mediaType, fileName } = await this.documents.content(actor, documentId, form)
    return new StreamableFile(bytes, {
      type: mediaType,
      disposition: attachmentHeader(fileName, isShown(mediaType) ? 'inline' : 'attachment'),
      length: bytes.length,
    })
  }
}

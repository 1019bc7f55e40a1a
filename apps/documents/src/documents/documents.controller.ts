import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, DocumentView, Page } from '@anamnese/contracts'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { ContentQuery, DocumentsQuery } from './document.dto'
import { documentView } from './document-view'
import { DocumentsService } from './documents.service'

@ApiTags('Documents')
@Requires('document.read')
@Controller()
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  @ApiOperation({ summary: 'Les documents d’un dossier (?type=&q=&superseded=false&sort=)' })
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

  /** The PDF is shown in the page; the CDA is a file: a browser must not interpret markup that may come from elsewhere. */
  @ApiOperation({ summary: 'Le contenu d’un document : ?form=pdf ou cda' })
  @Header('Cache-Control', 'no-store')
  @Header('X-Content-Type-Options', 'nosniff')
  @Get('documents/:documentId/content')
  async content(
    @Param('documentId') documentId: string,
    @Query() { form }: ContentQuery,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { bytes, mediaType, fileName } = await this.documents.content(actor, documentId, form)
    const place = form === 'pdf' ? 'inline' : 'attachment'
    return new StreamableFile(bytes, {
      type: mediaType,
      disposition: `${place}; filename*=UTF-8''${extendedValue(fileName)}`,
      length: bytes.length,
    })
  }
}

/** RFC 8187: what `encodeURIComponent` leaves and a header parameter may not hold is encoded too; names have apostrophes. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

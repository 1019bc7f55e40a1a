import { Controller, Get, Header, Param, ParseIntPipe, StreamableFile } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, DocumentReading } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { ReadingService } from './reading.service'

@ApiTags('Documents')
@Requires('document.read')
@Controller('documents/:documentId')
export class ReadingController {
  constructor(private readonly reading: ReadingService) {}

  @ApiOperation({ summary: 'Lire un document : corps sûr, texte structuré, résultats signalés, versions, constats' })
  @Header('Cache-Control', 'no-store')
  @Get('view')
  async view(@Param('documentId') documentId: string, @CurrentActor() actor: Actor): Promise<DocumentReading> {
    return this.reading.view(actor, documentId)
  }

  @ApiOperation({ summary: 'Une image du texte structuré' })
  @Header('Cache-Control', 'no-store')
  @Header('X-Content-Type-Options', 'nosniff')
  @Get('images/:number')
  async image(
    @Param('documentId') documentId: string,
    @Param('number', ParseIntPipe) number: number,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { bytes, mediaType } = await this.reading.image(actor, documentId, number)
    return new StreamableFile(bytes, { type: mediaType, disposition: 'inline', length: bytes.length })
  }
}

import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  StreamableFile,
  UploadedFile,
  UseInterceptors,
} from '@nestjs/common'
import { FileInterceptor } from '@nestjs/platform-express'
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Request } from 'express'
import type { Actor, ArrivalView, Page } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { attachmentHeader } from '../documents/disposition'
import { DocumentsConfig } from '../documents.config'
import { arrivalView } from './arrival-view'
import { readBody, tooLarge, type UploadedPart } from './read-body'
import { ArrivalsQuery, AttachDto, DismissDto, ReceiveDto, RetryDto } from './received.dto'
import { ReceptionService } from './reception.service'
import { ReceivedWorklistService } from './worklist.service'

/** Above every limit that can be configured: the configured one is applied to what was read. */
const CEILING_BYTES = 60_000_000

@ApiTags('Documents reçus')
@Requires('document.read', 'document.write')
@Controller('documents/received')
export class ReceivedController {
  constructor(
    private readonly reception: ReceptionService,
    private readonly worklist: ReceivedWorklistService,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
  ) {}

  /** Kept before it is looked at: the answer says what became of it, a refusal is an answer too. */
  @ApiOperation({
    summary: 'Recevoir un fichier : multipart (partie file) ou ses octets (?patientId=&type=&title=&fileName=)',
  })
  @ApiConsumes('multipart/form-data', 'application/octet-stream')
  @UseInterceptors(FileInterceptor('file', { limits: { fileSize: CEILING_BYTES, files: 1, fields: 10, parts: 11 } }))
  @Post()
  async receive(
    @Req() request: Request,
    @UploadedFile() part: UploadedPart | undefined,
    @Query() query: ReceiveDto,
    @CurrentActor() actor: Actor,
  ): Promise<ArrivalView> {
    const limit = this.config.RECEIVED_MAX_BYTES
    if (part === undefined)
      return arrivalView(await this.reception.receive(actor, await readBody(request, limit), query))
    if (part.buffer.length > limit) throw tooLarge(limit)
    // Browsers write names in UTF-8, the library reads them as Latin-1.
    const fileName = query.fileName ?? Buffer.from(part.originalname, 'latin1').toString('utf8').slice(0, 255)
    return arrivalView(await this.reception.receive(actor, part.buffer, Object.assign(query, { fileName })))
  }

  @ApiOperation({ summary: 'Les documents reçus qui attendent une personne (?state=&origin=&q=)' })
  @Get()
  async list(@Query() query: ArrivalsQuery, @CurrentActor() actor: Actor): Promise<Page<ArrivalView>> {
    const found = await this.worklist.list(actor, query)
    return { ...found, items: found.items.map(arrivalView) }
  }

  @ApiOperation({ summary: 'Un document reçu : ce qu’il dit de lui, ce qui ne va pas, son histoire' })
  @Get(':id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ArrivalView> {
    return arrivalView(await this.worklist.read(actor, id))
  }

  @ApiOperation({ summary: 'Ses octets, tels que reçus' })
  @Header('Cache-Control', 'no-store')
  @Header('X-Content-Type-Options', 'nosniff')
  @Get(':id/content')
  async content(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { bytes, fileName } = await this.worklist.content(actor, id)
    const type = 'application/octet-stream'
    return new StreamableFile(bytes, { type, disposition: attachmentHeader(fileName), length: bytes.length })
  }

  @ApiOperation({ summary: 'Le mettre dans un dossier' })
  @HttpCode(200)
  @Post(':id/attach')
  async attach(@Param('id') id: string, @Body() body: AttachDto, @CurrentActor() actor: Actor): Promise<ArrivalView> {
    return arrivalView(await this.worklist.attach(actor, id, body))
  }

  @ApiOperation({ summary: 'L’examiner de nouveau' })
  @HttpCode(200)
  @Post(':id/retry')
  async retry(@Param('id') id: string, @Body() body: RetryDto, @CurrentActor() actor: Actor): Promise<ArrivalView> {
    return arrivalView(await this.worklist.retry(actor, id, body.version))
  }

  @ApiOperation({ summary: 'L’écarter, avec son motif ; il reste gardé' })
  @HttpCode(200)
  @Post(':id/dismiss')
  async dismiss(@Param('id') id: string, @Body() body: DismissDto, @CurrentActor() actor: Actor): Promise<ArrivalView> {
    return arrivalView(await this.worklist.dismiss(actor, id, body))
  }
}

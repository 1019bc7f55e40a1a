import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import { ArrayMaxSize, IsArray, IsIn, IsOptional, Matches } from 'class-validator'
import type { Actor, ExportRequest, ExportView, Page } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { attachmentHeader } from '../documents/disposition'
import { exportView } from './export-job'
import { ExportsService } from './exports.service'

const DAY = /^\d{4}-\d{2}-\d{2}$/

class ExportDto implements ExportRequest {
  @IsOptional()
  @Matches(/^[\w-]{1,100}$/, { message: 'identifiant du dossier' })
  patientId?: string

  @IsOptional()
  @Matches(DAY, { message: 'premier jour, AAAA-MM-JJ' })
  from?: string

  @IsOptional()
  @Matches(DAY, { message: 'dernier jour, AAAA-MM-JJ' })
  to?: string

  @IsOptional()
  @IsArray({ message: 'liste de codes de types' })
  @ArrayMaxSize(100)
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { each: true, message: 'code du type de document' })
  types?: string[]

  @IsOptional()
  @IsArray({ message: 'liste d’origines' })
  @IsIn(['produced', 'dmp', 'mssante', 'file'], { each: true, message: 'origine : produced, dmp, mssante ou file' })
  origins?: string[]
}

/** PORT/va1.01: the documents of a patient or of a period, with their metadata. */
@ApiTags('Export')
@Requires('admin')
@Controller('documents/exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @ApiOperation({ summary: 'Demander l’export des documents d’un patient ou d’une période' })
  @Post()
  async ask(@Body() body: ExportDto, @CurrentActor() actor: Actor): Promise<ExportView> {
    return exportView(await this.exports.ask(actor, body))
  }

  @ApiOperation({ summary: 'Les exports, les plus récents d’abord' })
  @Get()
  async list(@Query() { page, size }: PageQuery, @CurrentActor() actor: Actor): Promise<Page<ExportView>> {
    const found = await this.exports.list(actor, page, size)
    return { ...found, items: found.items.map(exportView) }
  }

  @ApiOperation({ summary: 'Un export et son avancement' })
  @Get(':id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ExportView> {
    return exportView(await this.exports.read(actor, id))
  }

  @ApiOperation({ summary: 'Un volume, une fois l’export prêt' })
  @Header('Cache-Control', 'no-store')
  @Get(':id/volumes/:number')
  async volume(
    @Param('id') id: string,
    @Param('number', ParseIntPipe) number: number,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const bytes = await this.exports.volume(actor, id, number)
    const disposition = attachmentHeader(`export-${id}-${String(number).padStart(3, '0')}.zip`)
    return new StreamableFile(bytes, { type: 'application/zip', disposition, length: bytes.length })
  }

  @ApiOperation({ summary: 'Annuler un export ; ce qui en est fait est effacé' })
  @HttpCode(200)
  @Post(':id/cancel')
  async cancel(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<ExportView> {
    return exportView(await this.exports.cancel(actor, id))
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, DocumentView, Page, RetentionLine } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { documentView } from '../documents/document-view'
import { ReasonDto } from './keeping.dto'
import { KeepingService } from './keeping.service'
import { RetentionService } from './retention.service'

const MAX_LISTED = 1000

/** For administrators: what is kept, for how long, and what is let go. */
@ApiTags('Conservation')
@Requires('admin')
@Controller('documents')
export class KeepingController {
  constructor(
    private readonly keeping: KeepingService,
    private readonly retention: RetentionService,
    private readonly trail: AuditTrail,
  ) {}

  @ApiOperation({ summary: 'Les documents dont la durée de conservation est passée, les plus anciens d’abord' })
  @Get('retention')
  async over(@Query() { page, size }: PageQuery, @CurrentActor() actor: Actor): Promise<Page<RetentionLine>> {
    const lines = await this.retention.over(actor.establishment, Math.min(MAX_LISTED, page * size))
    await this.trail.record(actor, { action: 'retention.list' })
    return { items: lines.slice((page - 1) * size), total: lines.length, page, size }
  }

  @ApiOperation({ summary: 'Bloquer un document : ni une personne ni une règle ne le supprime' })
  @HttpCode(200)
  @Post(':documentId/hold')
  async hold(
    @Param('documentId') id: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() actor: Actor,
  ): Promise<DocumentView> {
    return documentView(await this.keeping.hold(actor, id, reason))
  }

  @ApiOperation({ summary: 'Lever le blocage d’un document' })
  @HttpCode(200)
  @Post(':documentId/release')
  async release(
    @Param('documentId') id: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() actor: Actor,
  ): Promise<DocumentView> {
    return documentView(await this.keeping.release(actor, id, reason))
  }

  @ApiOperation({ summary: 'Supprimer un document : ses octets partent, la trace de qui, quand et pourquoi reste' })
  @HttpCode(200)
  @Post(':documentId/delete')
  async delete(
    @Param('documentId') id: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() actor: Actor,
  ): Promise<DocumentView> {
    return documentView(await this.keeping.delete(actor, id, reason))
  }
}

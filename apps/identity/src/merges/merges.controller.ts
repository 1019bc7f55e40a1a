import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import type { Actor, MergePreview, MergeView, Page, UndoPreview } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { MergeDto, MergePreviewDto, MergesQuery, UndoMergeDto } from './merge.requests'
import { MergeListService } from './merge-list.service'
import { MergesService } from './merges.service'
import { UndoService } from './undo.service'

/** Merges, and their undoing. */
@Controller('identity/merges')
export class MergesController {
  constructor(
    private readonly merges: MergesService,
    private readonly listed: MergeListService,
    private readonly undoing: UndoService,
  ) {}

  @Requires('identity.write')
  @Get()
  async list(@Query() query: MergesQuery, @CurrentActor() actor: Actor): Promise<Page<MergeView>> {
    return this.listed.list(actor, query)
  }

  @Requires('identity.merge')
  @HttpCode(200)
  @Post('preview')
  async preview(@Body() request: MergePreviewDto, @CurrentActor() actor: Actor): Promise<MergePreview> {
    return this.merges.preview(actor, request)
  }

  @Requires('identity.merge')
  @Post()
  async merge(@Body() request: MergeDto, @CurrentActor() actor: Actor): Promise<MergeView> {
    return this.merges.merge(actor, request)
  }

  @Requires('identity.merge')
  @Get(':id/undo')
  async undoPreview(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<UndoPreview> {
    return this.undoing.preview(actor, id)
  }

  @Requires('identity.merge')
  @HttpCode(200)
  @Post(':id/undo')
  async undo(@Param('id') id: string, @Body() request: UndoMergeDto, @CurrentActor() actor: Actor): Promise<MergeView> {
    return this.undoing.undo(actor, id, request)
  }
}

import { Controller, Get, Query, Res } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import type { Actor, CorrespondentView, Page } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CorrespondentsService } from './correspondents.service'

@ApiTags('Correspondants')
@Requires('patient.read')
@Controller('correspondents')
export class CorrespondentsController {
  constructor(private readonly correspondents: CorrespondentsService) {}

  /** The header `X-Annuaire` says `unavailable` when the list is only of the correspondents already known. */
  @ApiOperation({ summary: 'Chercher un correspondant : ceux déjà connus, puis l’Annuaire Santé' })
  @Get()
  async search(
    @Query() query: PageQuery,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Page<CorrespondentView>> {
    const { q = '', page, size } = query
    const result = await this.correspondents.search(actor.establishment, q, page, size)
    if (!result.complete) response.setHeader('X-Annuaire', 'unavailable')
    return result.page
  }
}

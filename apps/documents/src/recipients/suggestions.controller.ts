import { Controller, Get, Param } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, RecipientSuggestion } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { SuggestionsService } from './suggestions.service'

@ApiTags('Lettres')
@Controller('letters/:letterId')
export class SuggestionsController {
  constructor(private readonly suggestions: SuggestionsService) {}

  @ApiOperation({
    summary: 'Les destinataires proposés : médecin traitant, cercle de soins, destinataires des documents précédents',
  })
  @Requires('document.read')
  @Get('recipients')
  async list(@Param('letterId') letterId: string, @CurrentActor() actor: Actor): Promise<RecipientSuggestion[]> {
    return this.suggestions.of(actor, letterId)
  }
}

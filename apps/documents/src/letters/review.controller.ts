import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, LetterView } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { ValidateLetterDto } from './letter.dto'
import { letterView } from './letter-view'
import { LetterContexts } from './letter-contexts'
import { ReturnLetterDto, SubmitLetterDto } from './review.dto'
import { ReviewService } from './review.service'

@ApiTags('Lettres')
@Controller('letters/:letterId')
export class ReviewController {
  constructor(
    private readonly review: ReviewService,
    private readonly contexts: LetterContexts,
  ) {}

  @ApiOperation({ summary: 'Soumettre une lettre à la validation, d’une personne ou de quiconque peut valider' })
  @Requires('document.write')
  @HttpCode(200)
  @Post('submit')
  async submit(
    @Param('letterId') letterId: string,
    @Body() body: SubmitLetterDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView> {
    return letterView(await this.contexts.of(await this.review.submit(actor, letterId, body)))
  }

  @ApiOperation({ summary: 'Rendre une lettre soumise à qui l’a écrite, avec ce qui est à reprendre' })
  @Requires('document.validate')
  @HttpCode(200)
  @Post('return')
  async giveBack(
    @Param('letterId') letterId: string,
    @Body() body: ReturnLetterDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView> {
    return letterView(await this.contexts.of(await this.review.giveBack(actor, letterId, body)))
  }

  @ApiOperation({ summary: 'Reprendre une lettre que l’on a soumise' })
  @Requires('document.write')
  @HttpCode(200)
  @Post('withdraw')
  async withdraw(
    @Param('letterId') letterId: string,
    @Body() { version }: ValidateLetterDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView> {
    return letterView(await this.contexts.of(await this.review.withdraw(actor, letterId, version)))
  }
}

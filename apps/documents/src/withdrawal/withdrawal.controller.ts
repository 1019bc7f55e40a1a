import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, DocumentView } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { documentView } from '../documents/document-view'
import { WithdrawDto } from './withdraw.dto'
import { WithdrawalService } from './withdrawal.service'

@ApiTags('Documents')
@Controller('documents')
export class WithdrawalController {
  constructor(private readonly withdrawal: WithdrawalService) {}

  @ApiOperation({ summary: 'Retirer un document validé : il reste dans le dossier, marqué, et n’est plus envoyé' })
  @Requires('document.validate')
  @HttpCode(200)
  @Post(':documentId/withdraw')
  async withdraw(
    @Param('documentId') id: string,
    @Body() { reason }: WithdrawDto,
    @CurrentActor() actor: Actor,
  ): Promise<DocumentView> {
    return documentView(await this.withdrawal.withdraw(actor, id, reason))
  }
}

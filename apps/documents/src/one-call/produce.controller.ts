import { Body, Controller, Headers, Param, Post } from '@nestjs/common'
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, ProduceDocumentResponse } from '@anamnese/contracts'
import { ProblemError } from '@anamnese/platform-http'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { ProduceDocumentDto } from './produce.dto'
import { ProduceService } from './produce.service'

@ApiTags('Documents')
@Controller()
export class ProduceController {
  constructor(private readonly service: ProduceService) {}

  @ApiOperation({
    summary: 'Produire un document en un appel : créé, validé (PDF/A-1 et CDA), envoyé au DMP et par MSSanté',
    description:
      'Le contenu est donné par sections du type, ou par un PDF/A-1. Un programme nomme le professionnel qui répond du document. ' +
      'Avec send = false, le document est préparé puis soumis à son validateur. 422 : chaque remarque nomme son champ.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'La même demande avec la même clé, pendant une semaine, ne produit qu’un document.',
  })
  @ApiBody({ type: ProduceDocumentDto })
  @Requires('document.write')
  @PatientRecord()
  @Post('patients/:patientId/documents/produce')
  async produce(
    @Param('patientId') patientId: string,
    @Body() body: ProduceDocumentDto,
    @Headers('idempotency-key') key: string | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ProduceDocumentResponse> {
    if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new ProblemError(400, 'REQUEST.INVALID', 'La demande comporte des valeurs incorrectes.', undefined, {
        errors: [{ field: 'Idempotency-Key', message: '1 à 200 caractères visibles' }],
      })
    }
    return this.service.produce(actor, patientId, body, key)
  }
}

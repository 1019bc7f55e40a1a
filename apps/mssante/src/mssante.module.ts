import { Module } from '@nestjs/common'
import { MssanteAcknowledgementReceived, MssanteOrderChanged } from '@anamnese/contracts'
import { pfiLinkControllers, pfiLinkProviders } from '@anamnese/platform-pfi-link'
import { MssanteOrdersController } from './mssante-orders.controller'
import { CorrespondentRepository } from './sending/correspondent.repository'
import { MssantePolicy } from './sending/mssante-policy'
import { SendingController } from './sending/sending.controller'

const link = {
  prefix: 'MSS' as const,
  name: 'MSSanté par la PFI',
  orderChanged: MssanteOrderChanged,
  acknowledgementReceived: MssanteAcknowledgementReceived,
}

@Module({
  controllers: [...pfiLinkControllers, SendingController, MssanteOrdersController],
  providers: [...pfiLinkProviders(link, MssantePolicy), CorrespondentRepository],
})
export class MssanteModule {}

import { Module } from '@nestjs/common'
import { DmpAcknowledgementReceived, DmpOrderChanged } from '@anamnese/contracts'
import { pfiLinkControllers, pfiLinkProviders } from '@anamnese/platform-pfi-link'
import { DmpOrdersController } from './dmp-orders.controller'
import { ChoicesRepository } from './feeding/choices.repository'
import { DmpPolicy } from './feeding/dmp-policy'
import { FeedingController } from './feeding/feeding.controller'

const link = {
  prefix: 'DMP' as const,
  name: 'DMP par la PFI',
  orderChanged: DmpOrderChanged,
  acknowledgementReceived: DmpAcknowledgementReceived,
}

@Module({
  controllers: [...pfiLinkControllers, FeedingController, DmpOrdersController],
  providers: [...pfiLinkProviders(link, DmpPolicy), ChoicesRepository],
})
export class DmpModule {}

import { Module } from '@nestjs/common'
import { DmpAcknowledgementReceived, DmpOrderChanged } from '@anamnese/contracts'
import { pfiLinkControllers, pfiLinkProviders } from '@anamnese/platform-pfi-link'
import { DmpOrdersController } from './dmp-orders.controller'
import { ChoicesRepository } from './feeding/choices.repository'
import { DmpPolicy } from './feeding/dmp-policy'
import { FeedingController } from './feeding/feeding.controller'
import { DmpClient } from './state/dmp-client'
import { DmpStateController } from './state/dmp-state.controller'
import { DmpStateRepository } from './state/dmp-state.repository'
import { DmpStateService } from './state/dmp-state.service'

const link = {
  prefix: 'DMP' as const,
  name: 'DMP par la PFI',
  orderChanged: DmpOrderChanged,
  acknowledgementReceived: DmpAcknowledgementReceived,
}

@Module({
  controllers: [...pfiLinkControllers, FeedingController, DmpOrdersController, DmpStateController],
  providers: [...pfiLinkProviders(link, DmpPolicy), ChoicesRepository, DmpClient, DmpStateRepository, DmpStateService],
})
export class DmpModule {}

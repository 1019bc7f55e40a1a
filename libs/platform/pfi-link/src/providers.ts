import type { Provider, Type } from '@nestjs/common'
import { AcknowledgementsController } from './acknowledgements.controller'
import { LinkRepository } from './link.repository'
import { MessageBuilder } from './message-builder'
import { OrderBook } from './order-book'
import { OrderDesk } from './order-desk'
import { OrderRepository } from './order.repository'
import { OrderSender } from './order-sender'
import { PatientRepository } from './patient.repository'
import { EXCHANGE_POLICY, type ExchangePolicy } from './policy'
import { ProjectionsController } from './projections.controller'
import { SenderLoop } from './sender-loop'
import { PFI_LINK, type PfiLinkSettings } from './settings'
import { StayRepository } from './stay.repository'
import { WithdrawalsController } from './withdrawals.controller'
import { ZamDoor } from './zam-door'
import { ZamRepository } from './zam.repository'

/** Controllers that every service on the link lists in its module. */
export const pfiLinkControllers: Type[] = [ProjectionsController, AcknowledgementsController, WithdrawalsController]

/** Providers that every service on the link lists in its module. */
export function pfiLinkProviders(settings: PfiLinkSettings, policy: Type<ExchangePolicy>): Provider[] {
  return [
    { provide: PFI_LINK, useValue: settings },
    { provide: EXCHANGE_POLICY, useClass: policy },
    OrderRepository,
    PatientRepository,
    StayRepository,
    ZamRepository,
    LinkRepository,
    OrderBook,
    OrderDesk,
    MessageBuilder,
    OrderSender,
    SenderLoop,
    ZamDoor,
  ]
}

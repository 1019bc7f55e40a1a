import { Get, HttpCode, Injectable, Param, Post, Query } from '@nestjs/common'
import type { Actor, LinkView, OrderView, Page } from '@anamnese/contracts'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { OrderDesk, type OrderMessages } from './order-desk'
import { OrderQuery } from './order-query'

/** The routes of sendings, the same in each service that sends: extended by a controller that gives them their path. */
@Injectable()
export abstract class OrdersController {
  constructor(protected readonly desk: OrderDesk) {}

  @Requires('document.read')
  @Get('orders')
  async list(@CurrentActor() actor: Actor, @Query() query: OrderQuery): Promise<Page<OrderView>> {
    return this.desk.list(actor, query)
  }

  @Requires('document.read')
  @Get('orders/:id')
  async read(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OrderView> {
    return this.desk.read(actor, id)
  }

  @Requires('exchange.manage')
  @HttpCode(200)
  @Post('orders/:id/resend')
  async resend(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OrderView> {
    return this.desk.resend(actor, id)
  }

  @Requires('exchange.manage')
  @HttpCode(200)
  @Post('orders/:id/cancel')
  async cancel(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OrderView> {
    return this.desk.cancel(actor, id)
  }

  @Requires('exchange.manage')
  @Get('orders/:id/messages')
  async messages(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<OrderMessages> {
    return this.desk.messages(actor, id)
  }

  @Get('link')
  async link(): Promise<LinkView> {
    return this.desk.linkState()
  }
}

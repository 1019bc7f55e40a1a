import { Controller } from '@nestjs/common'
import { DocumentWithdrawn, type DocumentWithdrawnData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { OrderBook } from './order-book'
import { OrderRepository } from './order.repository'
import { documentWithdrawn } from './transitions'

/** A document that is withdrawn is not sent any more. What the PFI already took is not called back. */
@Controller()
export class WithdrawalsController {
  constructor(
    private readonly orders: OrderRepository,
    private readonly book: OrderBook,
  ) {}

  @OnEvent(DocumentWithdrawn)
  async onWithdrawn({ data, session }: ReceivedEvent<DocumentWithdrawnData>): Promise<void> {
    const filter = { 'document.documentId': data.documentId }
    for (const order of await this.orders.find(data.establishment, filter, { session })) {
      await this.book.keep(documentWithdrawn(order, new Date(), data.by), session)
    }
  }
}

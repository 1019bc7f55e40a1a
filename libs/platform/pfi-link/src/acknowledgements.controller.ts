import { Controller, Inject } from '@nestjs/common'
import {
  type AcknowledgementReceivedData,
  DmpAcknowledgementReceived,
  MssanteAcknowledgementReceived,
} from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { OrderBook } from './order-book'
import { OrderRepository } from './order.repository'
import type { ExchangeOrder } from './order'
import { EXCHANGE_POLICY, type ExchangePolicy } from './policy'
import { accepted, noted, refusedByDestination } from './transitions'
import { saidWhen } from './when'

/** Business acknowledgements, from either door: those that answer an order of this service are taken. */
@Controller()
export class AcknowledgementsController {
  constructor(
    private readonly orders: OrderRepository,
    private readonly book: OrderBook,
    @Inject(EXCHANGE_POLICY) private readonly policy: ExchangePolicy,
  ) {}

  @OnEvent(DmpAcknowledgementReceived)
  async fromDmpDoor(event: ReceivedEvent<AcknowledgementReceivedData>): Promise<void> {
    await this.take(event)
  }

  @OnEvent(MssanteAcknowledgementReceived)
  async fromMssanteDoor(event: ReceivedEvent<AcknowledgementReceivedData>): Promise<void> {
    await this.take(event)
  }

  private async take({ data, session }: ReceivedEvent<AcknowledgementReceivedData>): Promise<void> {
    const order = await this.orders.byControlId(data.answers, session)
    const next = order && answeredBy(order, data, (code) => this.policy.advice(code))
    if (next) await this.book.keep(next, session)
  }
}

/** The state of the order after a ZAM; undefined when it changes nothing. */
export function answeredBy(
  order: ExchangeOrder,
  data: AcknowledgementReceivedData,
  advice: (code: string) => string,
): ExchangeOrder | undefined {
  const at = new Date(data.receivedAt)
  const label = data.error?.label ?? 'erreur sans explication'
  if (data.kind === 'ACK_LECTURE_MSS') {
    const reader = data.recipient ?? order.recipient ?? 'le destinataire'
    const read = data.positive
      ? `Lu par ${reader} ${saidWhen(at)}.`
      : `Non intégré par ${reader} ${saidWhen(at)} : ${label}.`
    return noted(order, at, read)
  }
  if (data.positive) return order.state === 'accepted' ? undefined : accepted(order, at)
  // The refusal of an earlier sending says nothing of the one under way; what was accepted stays so.
  if (order.state === 'accepted' || order.wire?.controlId !== data.answers) return undefined
  const code = data.error?.code ?? 'UNKNOWN'
  const message = /[.!?]$/.test(label) ? label : `${label}.`
  return refusedByDestination(order, at, { code, message }, advice(code))
}

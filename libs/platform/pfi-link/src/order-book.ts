import { Inject, Injectable } from '@nestjs/common'
import { monotonicFactory } from 'ulid'
import type { DocumentValidatedData } from '@anamnese/contracts'
import { currentCorrelation } from '@anamnese/platform-logging'
import { Outbox } from '@anamnese/platform-messaging'
import type { ClientSession } from '@anamnese/platform-mongo'
import { orderChanged, type ExchangeOrder, type Reason } from './order'
import { OrderRepository } from './order.repository'
import { PFI_LINK, type PfiLinkSettings } from './settings'
import { notSent } from './transitions'
import { saidWhen } from './when'

const nextId = monotonicFactory()

export type NewOrder = Pick<ExchangeOrder, 'channel' | 'recipient' | 'recipientIdNat' | 'recipientName'> & {
  document: DocumentValidatedData
  /** a rule that forbids to send it */
  obstacle?: Reason
}

/** The one way to write orders: each change and its event are kept in the same transaction. */
@Injectable()
export class OrderBook {
  constructor(
    private readonly orders: OrderRepository,
    private readonly outbox: Outbox,
    @Inject(PFI_LINK) private readonly settings: PfiLinkSettings,
  ) {}

  /** Opens an order: due at once, or `not-sent` with its reason. */
  async open({ document, obstacle, ...fields }: NewOrder, session: ClientSession): Promise<ExchangeOrder> {
    const now = new Date()
    const correlation = currentCorrelation()
    const pending: ExchangeOrder = {
      _id: nextId(),
      establishment: document.establishment,
      version: 1,
      ...fields,
      patientId: document.patientId,
      document,
      ...(correlation === undefined ? {} : { correlation }),
      state: 'pending',
      attempts: 0,
      failures: 0,
      controlIds: [],
      createdAt: now,
      changedAt: now,
      nextAttemptAt: now,
      history: [],
    }
    const sentence = `Envoi préparé ${saidWhen(now)}.`
    const order = obstacle
      ? notSent(pending, now, obstacle)
      : { ...pending, history: [{ at: now, state: pending.state, sentence }] }
    const stored = await this.orders.insert(order, session)
    await this.tell(stored, session)
    return stored
  }

  /** Keeps the next state of an order that was read. @throws ConcurrentChangeError */
  async keep(order: ExchangeOrder, session: ClientSession): Promise<ExchangeOrder> {
    const stored = await this.orders.save(order, session)
    await this.tell(stored, session)
    return stored
  }

  private async tell(order: ExchangeOrder, session: ClientSession): Promise<void> {
    await this.outbox.append(session, this.settings.orderChanged, order.patientId, orderChanged(order))
  }
}

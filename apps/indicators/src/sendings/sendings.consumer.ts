import { Controller, Inject } from '@nestjs/common'
import { DmpOrderChanged, MssanteOrderChanged, type OrderChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { CONFIG } from '@anamnese/platform-service'
import { IndicatorsConfig } from '../indicators.config'
import { attemptOf, lineId, lineOf } from './sending-lines'
import { SendingRepository } from './sending.repository'
import { civilDay } from './period'

/** Makes one line of each attempt to send a document, from the orders' own events. */
@Controller()
export class SendingsConsumer {
  constructor(
    private readonly sendings: SendingRepository,
    @Inject(CONFIG) private readonly config: IndicatorsConfig,
  ) {}

  @OnEvent(DmpOrderChanged)
  async onDmpOrder(event: ReceivedEvent<OrderChangedData>): Promise<void> {
    await this.project(event)
  }

  @OnEvent(MssanteOrderChanged)
  async onMssanteOrder(event: ReceivedEvent<OrderChangedData>): Promise<void> {
    await this.project(event)
  }

  private async project({ data: order, session }: ReceivedEvent<OrderChangedData>): Promise<void> {
    const { establishment, orderId, state } = order
    const attempt = attemptOf(order)
    if (state !== 'not-sent') await this.sendings.removeNotSent(establishment, orderId, session)
    // Nothing left yet: it is no attempt.
    if (attempt === 0 && state !== 'not-sent') return
    if (attempt > 1) await this.sendings.failWaiting(establishment, orderId, attempt, session)
    const known = await this.sendings.findById(establishment, lineId(orderId, attempt), session)
    const day = civilDay(order.changedAt, this.config.TIME_ZONE)
    await this.sendings.project(lineOf(order, known, day), session)
  }
}

import { Controller, Inject } from '@nestjs/common'
import {
  ChoicesChanged,
  type ChoicesChangedData,
  DocumentValidated,
  type DocumentValidatedData,
} from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { EXCHANGE_POLICY, type ExchangePolicy, OrderBook } from '@anamnese/platform-pfi-link'
import { ChoicesRepository } from './choices.repository'

/** Each validated document makes a feeding order, with nothing more to do (DMP/ALI/PROG.02); what a rule forbids is kept and says why. */
@Controller()
export class FeedingController {
  constructor(
    private readonly book: OrderBook,
    private readonly choices: ChoicesRepository,
    @Inject(EXCHANGE_POLICY) private readonly policy: ExchangePolicy,
  ) {}

  @OnEvent(DocumentValidated)
  async onValidated({ data, session }: ReceivedEvent<DocumentValidatedData>): Promise<void> {
    const obstacle = await this.policy.obstacle({ ...data, document: data }, session)
    await this.book.open({ channel: 'DMP', document: data, ...(obstacle === undefined ? {} : { obstacle }) }, session)
  }

  @OnEvent(ChoicesChanged)
  async onChoices({ data, session }: ReceivedEvent<ChoicesChangedData>): Promise<void> {
    const { patientId, establishment, version, feeding } = data
    await this.choices.project({ _id: patientId, establishment, version, feeding }, session)
  }
}

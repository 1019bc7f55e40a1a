import { Controller, Inject } from '@nestjs/common'
import {
  CorrespondentChanged,
  type CorrespondentChangedData,
  type DocumentRecipient,
  DocumentValidated,
  type DocumentValidatedData,
} from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { EXCHANGE_POLICY, type ExchangePolicy, OrderBook } from '@anamnese/platform-pfi-link'
import { CorrespondentRepository } from './correspondent.repository'

/** Each validated document makes an order per recipient (MSS/va1.24); one without a mailbox is kept and says so. */
@Controller()
export class SendingController {
  constructor(
    private readonly book: OrderBook,
    private readonly correspondents: CorrespondentRepository,
    @Inject(EXCHANGE_POLICY) private readonly policy: ExchangePolicy,
  ) {}

  @OnEvent(DocumentValidated)
  async onValidated({ data, session }: ReceivedEvent<DocumentValidatedData>): Promise<void> {
    const seen = new Set<string>()
    for (const one of data.recipients) {
      const known =
        one.mailbox ?? (one.idNat && (await this.correspondents.mailboxOf(data.establishment, one.idNat, session)))
      const recipient = known === undefined || known === '' ? undefined : known.toLowerCase()
      const key = recipient ?? one.idNat ?? nameOf(one)
      if (seen.has(key)) continue
      seen.add(key)
      const fields = {
        ...(recipient === undefined ? {} : { recipient }),
        ...(one.idNat === undefined ? {} : { recipientIdNat: one.idNat }),
        recipientName: nameOf(one),
      }
      const obstacle = await this.policy.obstacle({ ...data, ...fields, document: data }, session)
      const order = { channel: 'MSS_PRO' as const, document: data, ...fields }
      await this.book.open({ ...order, ...(obstacle === undefined ? {} : { obstacle }) }, session)
    }
  }

  @OnEvent(CorrespondentChanged)
  async onCorrespondent({ data, session }: ReceivedEvent<CorrespondentChangedData>): Promise<void> {
    const { idNat, establishment, version, mailboxes } = data
    await this.correspondents.project({ _id: idNat, establishment, version, mailboxes }, session)
  }
}

const nameOf = ({ prefix, given, family }: DocumentRecipient): string =>
  [prefix, given, family].filter((part) => part !== undefined).join(' ')

import { Inject, Injectable } from '@nestjs/common'
import {
  buildCdaMessage,
  professionalOf,
  structureOf,
  type CdaMessageInput,
  type VisitInput,
} from '@anamnese/interop-cda-hl7'
import type { BlobStore } from '@anamnese/platform-blobs'
import { BLOBS, CONFIG } from '@anamnese/platform-service'
import type { ExchangeOrder, Wire } from './order'
import { OrderRepository } from './order.repository'
import { PfiLinkConfig } from './pfi-link.config'
import { EXCHANGE_POLICY, type ExchangePolicy } from './policy'
import { StayRepository } from './stay.repository'

/** States of an earlier version that is, or is about to be, where the new one goes. */
const SENT_STATES = ['sent', 'acknowledged', 'accepted']

/** Makes the MDM of an order: the same order and wire always give the same bytes, as long as the stay has not changed. */
@Injectable()
export class MessageBuilder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly stays: StayRepository,
    @Inject(CONFIG) private readonly config: PfiLinkConfig,
    @Inject(BLOBS) private readonly blobs: BlobStore | null,
    @Inject(EXCHANGE_POLICY) private readonly policy: ExchangePolicy,
  ) {}

  /** A new version replaces (T10) where the earlier one was sent; elsewhere it is the first one (T02). */
  async operation({ document, establishment, channel, recipient }: ExchangeOrder): Promise<Wire['operation']> {
    if (document.replaces === undefined) return 'create'
    const earlier = await this.orders.findOne(establishment, {
      'document.documentId': document.replaces.documentId,
      channel,
      state: { $in: SENT_STATES },
      ...(recipient === undefined ? {} : { recipient }),
    } as never)
    return earlier === null ? 'create' : 'replace'
  }

  /** @throws CdaHl7Error, CdaError when the document or the request cannot be put in a message; BlobError; errors of the database */
  async build(order: ExchangeOrder, wire: Wire): Promise<Buffer> {
    if (this.blobs === null) throw new Error('BLOB_MASTER_KEY is needed to read documents')
    const { document } = order
    const [namespace = '', universalId = '', universalIdType = ''] = this.config.IPP_AUTHORITY.split('&')
    const message: CdaMessageInput = {
      operation: wire.operation,
      controlId: wire.controlId,
      at: wire.at,
      processingId: this.config.HL7_PROCESSING_ID,
      sendingApplication: this.config.SENDING_APPLICATION,
      sendingFacility: this.config.ESTABLISHMENT,
      receivingApplication: this.config.PFI_APPLICATION,
      receivingFacility: this.config.PFI_FACILITY ?? this.config.ESTABLISHMENT,
      cda: await this.blobs.get(document.cda),
      visit: await this.visit(order, { namespace, universalId, universalIdType }),
      sender: {
        person: professionalOf(document.validator),
        organization: structureOf(document.validator.structure),
      },
      recipients: recipientsOf(order),
      flags: this.policy.flags(order),
      authorityNames: { [`${this.config.OID_ROOT}.2`]: namespace },
    }
    return buildCdaMessage(message)
  }

  private async visit(
    { establishment, document }: ExchangeOrder,
    numberAuthority: NonNullable<VisitInput['numberAuthority']>,
  ): Promise<VisitInput> {
    const number = document.stayNumber
    if (number === undefined) return { patientClass: 'N' }
    const stay = await this.stays.findOne(establishment, { number })
    return {
      patientClass: stay?.patientClass ?? 'I',
      number,
      numberAuthority,
      ...(stay?.unit === undefined ? {} : { unit: stay.unit }),
      ...(stay?.accountNumber === undefined ? {} : { accountNumber: stay.accountNumber }),
      ...(stay?.admittedAt === undefined ? {} : { admittedAt: new Date(stay.admittedAt) }),
      ...(stay?.dischargedAt === undefined ? {} : { dischargedAt: new Date(stay.dischargedAt) }),
    }
  }
}

/** The one mailbox of the order, with its holder as the document names them. */
function recipientsOf({
  recipient,
  recipientIdNat,
  document,
}: ExchangeOrder): NonNullable<CdaMessageInput['recipients']> {
  if (recipient === undefined) return []
  const holder = document.recipients.find((one) => one.idNat !== undefined && one.idNat === recipientIdNat)
  const person =
    holder?.idNat === undefined
      ? undefined
      : professionalOf({ idNat: holder.idNat, family: holder.family, given: holder.given ?? '' })
  return [{ address: recipient, ...(person === undefined ? {} : { person }) }]
}

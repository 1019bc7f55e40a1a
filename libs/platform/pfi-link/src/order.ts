import type { DocumentValidatedData, OrderChangedData, OrderState } from '@anamnese/contracts'
import type { Correlation } from '@anamnese/platform-logging'
import type { Stored } from '@anamnese/platform-mongo'

export type Channel = OrderChangedData['channel']

/** Why an order waits, is refused or is not sent: stable code, French sentence. */
export interface Reason {
  code: string
  message: string
}

/** One line of what happened to an order. */
export interface OrderStep {
  at: Date
  state: OrderState
  /** French sentence, with what comes next */
  sentence: string
  /** who did it, when it was a person */
  author?: string
}

/** The message under way: everything that makes it, so that a new attempt puts the same bytes on the wire. */
export interface Wire {
  /** MSH-10; the same for every attempt of one sending, so that the PFI answers a repetition as it did the first time */
  controlId: string
  /** MSH-7 */
  at: Date
  operation: 'create' | 'replace'
}

/**
 * A document to be carried by the PFI to one destination. Kept before anything is put on the wire
 * (`pending → sent → acknowledged → accepted | refused`).
 */
export interface ExchangeOrder extends Stored {
  channel: Channel
  patientId: string
  /** the facts of the validation: what the message is made from */
  document: DocumentValidatedData
  /** of the validation that the order comes from: its sending is seen in the same trace */
  correlation?: Correlation
  /** MSSanté address, for the mail channels */
  recipient?: string
  recipientIdNat?: string
  recipientName?: string
  state: OrderState
  /** times that the message was put on the wire, all sendings together */
  attempts: number
  /** attempts since the last success of the link, for the delay before the next one */
  failures: number
  wire?: Wire
  /** every MSH-10 that this order used: a late business acknowledgement still finds it */
  controlIds: string[]
  reason?: Reason
  /** the document was withdrawn: nobody may send it again */
  withdrawn?: boolean
  createdAt: Date
  changedAt: Date
  /** when the next attempt is due; only while `pending` or `sent` */
  nextAttemptAt?: Date
  history: OrderStep[]
  /** last technical acknowledgement, as received */
  lastAck?: string
}

/** States in which the order still has to be put on the wire or answered by the PFI. */
export const QUEUED: readonly OrderState[] = ['pending', 'sent']

/** Data of the event that tells the state of an order. */
export function orderChanged(order: ExchangeOrder): OrderChangedData {
  const { document } = order
  return {
    orderId: order._id,
    establishment: order.establishment,
    version: order.version,
    channel: order.channel,
    patientId: order.patientId,
    documentId: document.documentId,
    documentOid: document.oid,
    documentType: document.type,
    documentTitle: document.title,
    ...(order.recipient === undefined ? {} : { recipient: order.recipient }),
    state: order.state,
    attempts: order.attempts,
    ...(order.wire === undefined ? {} : { controlId: order.wire.controlId }),
    ...(order.reason === undefined ? {} : { reason: order.reason }),
    withIns: document.withIns,
    changedAt: order.changedAt.toISOString(),
  }
}

import type { OrderChangedData } from '@anamnese/contracts'
import type { Sending, SendingResult } from './sending.schema'

/**
 * What the state of an order says of its last attempt.
 * An order that waits again after an attempt with a reason tells that this attempt failed.
 */
export function resultOf({ state, attempts, reason }: OrderChangedData): SendingResult {
  switch (state) {
    case 'accepted':
      return 'success'
    case 'refused':
    case 'cancelled':
      return 'failure'
    case 'not-sent':
      return 'not-sent'
    case 'pending':
      return attempts > 0 && reason !== undefined ? 'failure' : 'waiting'
    case 'sent':
    case 'acknowledged':
      return 'waiting'
  }
}

/** Number of the attempt that the order's state is about; 0 = it never left. */
export function attemptOf(order: OrderChangedData): number {
  return order.state === 'not-sent' ? 0 : order.attempts
}

export function lineId(orderId: string, attempt: number): string {
  return `${orderId}/${attempt}`
}

/**
 * The line of the attempt that the event tells about.
 * @param known the line as it is: the day of an attempt is that of its departure, whatever comes later
 */
export function lineOf(order: OrderChangedData, known: Sending | null, day: string): Sending {
  const { documentType, reason } = order
  const attempt = attemptOf(order)
  const result = resultOf(order)
  return {
    _id: lineId(order.orderId, attempt),
    establishment: order.establishment,
    version: order.version,
    orderId: order.orderId,
    attempt,
    channel: order.channel,
    type: {
      code: documentType.code,
      ...(documentType.display === undefined ? {} : { display: documentType.display }),
    },
    // An order put back in the queue does not make its failed attempt wait again.
    result: result === 'waiting' && known !== null && known.result !== 'not-sent' ? known.result : result,
    day: known?.day ?? day,
    withIns: order.withIns,
    ...(reason === undefined ? {} : { reason }),
  }
}

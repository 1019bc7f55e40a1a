import type { OrderState } from '@anamnese/contracts'
import { retryDelay } from './backoff'
import { DESTINATIONS } from './destination'
import { type ExchangeOrder, QUEUED, type Reason, type Wire } from './order'
import { saidWhen } from './when'

const MAX_STEPS = 200

/** Adds a line to the history; the oldest ones but the first go when there are too many. */
function step(order: ExchangeOrder, state: OrderState, at: Date, sentence: string, author?: string): ExchangeOrder {
  const added = { at, state, sentence, ...(author === undefined ? {} : { author }) }
  const history = [...order.history, added]
  if (history.length > MAX_STEPS) history.splice(1, history.length - MAX_STEPS)
  return { ...order, state, changedAt: at, history }
}

function without(order: ExchangeOrder, ...keys: (keyof ExchangeOrder)[]): ExchangeOrder {
  return Object.fromEntries(
    Object.entries(order).filter(([key]) => !keys.includes(key as keyof ExchangeOrder)),
  ) as never
}

/** The message is about to be put on the wire: kept before it is. The delay guards against a process that dies meanwhile. */
export function sending(order: ExchangeOrder, wire: Wire, at: Date): ExchangeOrder {
  const attempts = order.attempts + 1
  const again = order.wire === undefined ? '' : ` (tentative ${attempts})`
  const next = step(without(order, 'reason'), 'sent', at, `Envoyé à la PFI ${saidWhen(at)}${again}. Accusé attendu.`)
  const controlIds = order.controlIds.includes(wire.controlId)
    ? order.controlIds
    : [...order.controlIds, wire.controlId]
  return { ...next, attempts, wire, controlIds, nextAttemptAt: new Date(at.getTime() + retryDelay(order.failures)) }
}

/** The PFI took charge (ACK AA). Nothing changes when the business answer has come first. */
export function acknowledged(order: ExchangeOrder, at: Date, ack: string): ExchangeOrder {
  const answered = { ...order, failures: 0, lastAck: ack }
  if (order.state !== 'sent') return answered
  const sentence = `Pris en charge par la PFI ${saidWhen(at)}. ${DESTINATIONS[order.channel].waited}.`
  return step(without(answered, 'reason', 'nextAttemptAt'), 'acknowledged', at, sentence)
}

/** The PFI will never take this message (ACK AE, or a message that cannot be built). */
export function refusedByPfi(order: ExchangeOrder, at: Date, reason: Reason, ack?: string): ExchangeOrder {
  const sentence = `Refusé par la PFI ${saidWhen(at)} : ${reason.message} Corriger puis renvoyer.`
  const refused = step(without(order, 'nextAttemptAt'), 'refused', at, sentence)
  return { ...refused, reason, failures: 0, ...(ack === undefined ? {} : { lastAck: ack }) }
}

/** Circumstances: the same message will be sent again later. `answered`: the PFI said AR; else nothing is known of the message. */
export function postponed(
  order: ExchangeOrder,
  at: Date,
  reason: Reason,
  answered: { ack: string } | undefined,
): ExchangeOrder {
  // Given up while it was on its way: it does not wait again.
  if (order.state === 'cancelled') return order
  const failures = order.failures + 1
  const nextAttemptAt = new Date(at.getTime() + retryDelay(failures))
  const sentence = `${reason.message} Nouvel essai ${saidWhen(nextAttemptAt)}.`
  // A repeated MSH-10 gets its first answer again: after an AR another message has to be made. Without an answer, the same is repeated.
  const waiting = answered ? step(without(order, 'wire'), 'pending', at, sentence) : step(order, 'sent', at, sentence)
  return { ...waiting, failures, nextAttemptAt, reason, ...(answered ? { lastAck: answered.ack } : {}) }
}

/** The destination has it (ZAM positive). */
export function accepted(order: ExchangeOrder, at: Date): ExchangeOrder {
  const sentence = `${DESTINATIONS[order.channel].arrived} ${saidWhen(at)}.`
  const done = step(without(order, 'reason', 'nextAttemptAt'), 'accepted', at, sentence)
  return { ...done, failures: 0 }
}

/** The destination refused it (ZAM negative). */
export function refusedByDestination(order: ExchangeOrder, at: Date, reason: Reason, advice: string): ExchangeOrder {
  const sentence = `Refusé par ${DESTINATIONS[order.channel].by} ${saidWhen(at)} : ${reason.message} ${advice}`
  return { ...step(without(order, 'nextAttemptAt'), 'refused', at, sentence.trim()), reason, failures: 0 }
}

/** A rule forbids to send it. */
export function notSent(order: ExchangeOrder, at: Date, reason: Reason): ExchangeOrder {
  return { ...step(without(order, 'nextAttemptAt'), 'not-sent', at, `Non envoyé : ${reason.message}`), reason }
}

/** A person asks for it to be sent (again): another message, with its own MSH-10. */
export function resent(order: ExchangeOrder, at: Date, author: string): ExchangeOrder {
  const asked = step(without(order, 'reason', 'wire'), 'pending', at, `Envoi demandé ${saidWhen(at)}.`, author)
  return { ...asked, failures: 0, nextAttemptAt: at }
}

/** A person gives it up. */
export function cancelled(order: ExchangeOrder, at: Date, author: string): ExchangeOrder {
  return step(without(order, 'nextAttemptAt'), 'cancelled', at, `Envoi abandonné ${saidWhen(at)}.`, author)
}

/** Its document was withdrawn: what waits is given up, what is over is only told so; it will not be sent again. */
export function documentWithdrawn(order: ExchangeOrder, at: Date, by: string): ExchangeOrder {
  const gone = { ...order, withdrawn: true }
  if (QUEUED.includes(order.state)) {
    const sentence = `Envoi abandonné ${saidWhen(at)} : document retiré.`
    return step(without(gone, 'nextAttemptAt'), 'cancelled', at, sentence, by)
  }
  return step(gone, order.state, at, `Document retiré ${saidWhen(at)}.`, by)
}

/** Something to know that does not change the state (a reading receipt). */
export function noted(order: ExchangeOrder, at: Date, sentence: string): ExchangeOrder {
  return step(order, order.state, at, sentence)
}

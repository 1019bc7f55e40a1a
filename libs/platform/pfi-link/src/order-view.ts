import type { LinkView, OrderView } from '@anamnese/contracts'
import type { LinkRow } from './link.repository'
import { QUEUED, type ExchangeOrder } from './order'
import type { Queue } from './order.repository'
import { saidWhen } from './when'

/** After this time without a business answer, a person may send again. */
const ANSWER_OVERDUE_MS = 3_600_000
/** Reasons that no new sending of the same document can lift. */
const FINAL_REASONS = new Set([
  'DMP.BLOCKED',
  'DMP.CONFIDENTIAL',
  'INS.NOT_QUALIFIED',
  'DOCUMENT.MASKED',
  'DOCUMENT.BLOCKED',
])

/** True when a person may ask for it to be sent (again). */
export function canResend(order: ExchangeOrder, now: Date): boolean {
  if (order.withdrawn === true) return false
  if (order.state === 'refused' || order.state === 'cancelled') return true
  if (order.state === 'not-sent') return !FINAL_REASONS.has(order.reason?.code ?? '')
  return order.state === 'acknowledged' && now.getTime() - order.changedAt.getTime() > ANSWER_OVERDUE_MS
}

export function orderView(order: ExchangeOrder, patientName: string, link: LinkRow | null, now: Date): OrderView {
  const { document } = order
  return {
    id: order._id,
    channel: order.channel,
    patientId: order.patientId,
    patientName,
    documentId: document.documentId,
    documentTitle: document.title,
    documentType: document.type,
    ...(order.recipient === undefined ? {} : { recipient: order.recipient }),
    state: order.state,
    attempts: order.attempts,
    ...(order.wire === undefined ? {} : { controlId: order.wire.controlId }),
    createdAt: order.createdAt.toISOString(),
    changedAt: order.changedAt.toISOString(),
    ...(order.nextAttemptAt === undefined ? {} : { nextAttemptAt: order.nextAttemptAt.toISOString() }),
    sentence: sentenceOf(order, link),
    ...(order.reason === undefined ? {} : { reason: order.reason }),
    canResend: canResend(order, now),
    history: order.history.map(({ at, state, sentence, author }) => ({
      at: at.toISOString(),
      state,
      sentence,
      ...(author === undefined ? {} : { author }),
    })),
  }
}

function sentenceOf(order: ExchangeOrder, link: LinkRow | null): string {
  if (QUEUED.includes(order.state) && link?.lastError && !link.connected) {
    return `En attente : la PFI ne répond pas (${saidWhen(link.lastError.at)}). Envoi automatique dès son retour.`
  }
  return order.history.at(-1)?.sentence ?? ''
}

export function linkView(name: string, host: string, row: LinkRow | null, queue: Queue): LinkView {
  return {
    name,
    host,
    connected: row?.connected ?? false,
    queued: queue.queued,
    ...(queue.oldestQueuedAt === undefined ? {} : { oldestQueuedAt: queue.oldestQueuedAt.toISOString() }),
    ...(row?.lastSuccessAt === undefined ? {} : { lastSuccessAt: row.lastSuccessAt.toISOString() }),
    ...(row?.lastError === undefined
      ? {}
      : { lastError: { at: row.lastError.at.toISOString(), message: row.lastError.message } }),
  }
}

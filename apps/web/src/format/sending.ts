import type { DmpStateView, OrderView } from '@anamnese/contracts'
import type { Tone } from './identity'

type OrderState = OrderView['state']

/** The state of a sending: a word and how it is signalled. The sentence with time and next step comes from the server. */
export const SENDING_STATES: Readonly<Record<OrderState, { word: string; tone: Tone }>> = {
  pending: { word: 'En attente', tone: 'wait' },
  sent: { word: 'Transmis', tone: 'wait' },
  acknowledged: { word: 'Pris en charge', tone: 'wait' },
  accepted: { word: 'Accepté', tone: 'ok' },
  refused: { word: 'Refusé', tone: 'fail' },
  'not-sent': { word: 'Non envoyé', tone: 'warn' },
  cancelled: { word: 'Abandonné', tone: 'off' },
}

export const CHANNELS: Readonly<Record<OrderView['channel'], string>> = {
  DMP: 'DMP',
  MSS_PRO: 'MSSanté (professionnel)',
  MSS_PATIENT: 'Messagerie du patient',
}

/** What someone has to look at: refused, or never sent. The rest is over or goes on by itself. */
export function needsFollowUp(order: Pick<OrderView, 'state'>): boolean {
  return order.state === 'refused' || order.state === 'not-sent'
}

/** The worst state first, so that a document with several sendings shows what needs attention. */
const GRAVITY: Readonly<Record<OrderState, number>> = {
  refused: 0,
  'not-sent': 1,
  pending: 2,
  sent: 3,
  acknowledged: 4,
  cancelled: 5,
  accepted: 6,
}

export function byGravity(a: Pick<OrderView, 'state'>, b: Pick<OrderView, 'state'>): number {
  return GRAVITY[a.state] - GRAVITY[b.state]
}

/** The four states of a DMP (DMP/UX.12), and the one where the DMP has not answered. */
export const DMP_STATES: Readonly<Record<DmpStateView['state'], { word: string; tone: Tone }>> = {
  'open-authorised': { word: 'DMP ouvert, accès autorisé', tone: 'ok' },
  'open-not-authorised': { word: 'DMP ouvert, accès non autorisé', tone: 'warn' },
  closed: { word: 'DMP fermé', tone: 'off' },
  'not-created': { word: 'DMP inexistant', tone: 'off' },
  unknown: { word: 'État du DMP inconnu', tone: 'wait' },
}

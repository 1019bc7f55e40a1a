import type { OutgoingView } from '@anamnese/contracts'
import { PAM_EVENTS } from '@anamnese/interop-pam-fr'
import type { Outgoing } from './outgoing'

export function outgoingView(message: Outgoing, subscriberName: string, behind?: number): OutgoingView {
  const { event, nextAttemptAt, reason } = message
  return {
    id: message._id,
    subscriberId: message.subscriberId,
    subscriberName,
    event,
    eventLabel: PAM_EVENTS.get(event)?.label ?? event,
    patientId: message.patientId,
    patientLabel: message.patientLabel,
    controlId: message.controlId,
    state: message.state,
    status: statusOf(message),
    attempts: message.attempts,
    createdAt: message.createdAt.toISOString(),
    changedAt: message.changedAt.toISOString(),
    ...(nextAttemptAt ? { nextAttemptAt: nextAttemptAt.toISOString() } : {}),
    ...(reason ? { reason } : {}),
    ...(behind === undefined || behind === 0 ? {} : { blocking: behind }),
  }
}

function statusOf({ state, reason, failures, settledBy }: Outgoing): string {
  const why = reason?.message ?? ''
  switch (state) {
    case 'accepted':
      return 'Accepté par le destinataire.'
    case 'refused':
      return `Refusé : ${why} Les messages suivants de ce patient attendent.`
    case 'skipped':
      return `Abandonné par ${settledBy ?? 'une personne'} : ${why}`
    case 'pending':
    case 'sent':
      if (failures > 0) return `${why} Un nouvel essai est prévu.`
      return state === 'sent' ? 'Envoyé, réponse attendue.' : 'En attente d’envoi.'
  }
}

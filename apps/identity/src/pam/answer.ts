import { buildAck, buildUnreadableAck, Hl7Error, type Hl7Finding } from '@anamnese/interop-hl7v2'
import { newId } from '../new-id'
import type { Incoming } from './incoming'

/** The bytes that answer a message. MSH-10 holds 20 characters. */
export function answerTo(incoming: Incoming, findings: readonly Hl7Finding[], zone: string): Buffer {
  const options = { controlId: newId().slice(6), at: new Date(), zone }
  if (incoming.message) return buildAck(incoming.message, { ...options, findings })
  const error = incoming.error ?? new Hl7Error('HL7.NO_MSH', 'Message illisible.')
  return buildUnreadableAck(error, { ...options, sender: ['ANAMNESE', ''] })
}

/** Nothing was kept, and the same message may be sent again. */
export const NOT_AVAILABLE: Hl7Finding = {
  severity: 'E',
  location: 'MSH',
  code: '207',
  message: 'Message non enregistré : service momentanément indisponible. À envoyer de nouveau.',
  rule: 'HL7 2.5 §2.9.2',
}

import { conflict, notFound } from '@anamnese/platform-http'
import type { InsiCall } from './insi-call'

/** A call whose answer may still be accepted: later, it may not be the national identity of today. */
export function usableCall(call: InsiCall | null, validityHours: number): InsiCall {
  if (!call) throw notFound('INSI.UNKNOWN_CALL', 'Cet appel à INSi n’existe pas.')
  if (Date.now() - Date.parse(call.at) > validityHours * 3_600_000) {
    throw conflict('INSI.CALL_TOO_OLD', 'Cet appel à INSi est trop ancien.', 'Rappeler INSi avant d’accepter.')
  }
  return call
}

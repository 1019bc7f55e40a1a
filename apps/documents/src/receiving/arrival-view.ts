import type { ArrivalView } from '@anamnese/contracts'
import type { Arrival } from './arrival'
import { sentenceOf } from './sentence'

const OPTIONAL = [
  'reason',
  'fileName',
  'kind',
  'sender',
  'subject',
  'receivedBy',
  'document',
  'patient',
  'suggestion',
  'patientId',
  'documentId',
] as const

export function arrivalView(arrival: Arrival): ArrivalView {
  const { _id: id, version, origin, state, content, receivedAt, findings, history } = arrival
  const known = OPTIONAL.filter((key) => arrival[key] !== undefined).map((key) => [key, arrival[key]])
  return {
    id,
    version,
    origin,
    state,
    sentence: sentenceOf(arrival),
    size: content?.size ?? 0,
    receivedAt,
    findings,
    history,
    ...(Object.fromEntries(known) as Partial<ArrivalView>),
  }
}

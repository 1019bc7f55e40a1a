import type { InsiCallKind, InsiCallView } from '@anamnese/contracts'
import type { InsiExchange, InsiIdentity } from '@anamnese/interop-insi'
import type { Stored } from '@anamnese/platform-mongo'

/** A call of the teleservice, kept as the RNIV asks: what was asked, what came back, who asked and when. */
export interface InsiCall extends Stored {
  /** empty when the call was made before there is a record (carte Vitale) */
  patientId: string
  kind: InsiCallKind
  at: string
  operator: string
  outcome: InsiCallView['outcome']
  /** 00, 01, 02, or the code of the failure */
  code: string
  message: string
  /** may the same call succeed later? Of a call that failed only. */
  retryable?: boolean
  /** subject of the certificate that called */
  certificate?: string
  batchId?: string
  /** traits sent and code received, for each request made */
  attempts: { query: object; code: string }[]
  /** each message as it went and came */
  exchanges?: InsiExchange[]
  identity?: InsiIdentity
}

export function callView(call: InsiCall): InsiCallView {
  const { _id, at, kind, operator, outcome, code, message, certificate, batchId, attempts } = call
  return {
    id: _id,
    at,
    kind,
    operator,
    outcome,
    code,
    message,
    ...(certificate === undefined ? {} : { certificate }),
    ...(batchId === undefined ? {} : { batchId }),
    attempts,
  }
}

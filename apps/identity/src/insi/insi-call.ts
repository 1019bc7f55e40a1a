import type { InsiSearchResponse } from '@anamnese/contracts'
import type { InsiIdentity } from '@anamnese/interop-insi'
import type { Stored } from '@anamnese/platform-mongo'

/** A call of the teleservice, kept as the RNIV asks: what was asked, what came back, who asked and when. */
export interface InsiCall extends Stored {
  patientId: string
  at: string
  operator: string
  outcome: InsiSearchResponse['outcome']
  /** 00, 01, 02, or the code of the failure */
  code: string
  message: string
  /** traits sent and code received, for each request made */
  attempts: { query: object; code: string }[]
  identity?: InsiIdentity
}

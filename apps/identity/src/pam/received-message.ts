import type { Hl7Finding } from '@anamnese/interop-hl7v2'
import type { Stored } from '@anamnese/platform-mongo'

/** An HL7 message as it came, and the answer that it got. */
export interface ReceivedMessage extends Stored {
  receivedAt: Date
  peer: string
  /** MSH-3 and MSH-4 */
  sender: string
  controlId?: string
  /** hash of the content without MSH-7: the same message sent again, not another one under its number */
  fingerprint: string
  event?: string
  outcome: 'AA' | 'AE' | 'AR'
  findings: Pick<Hl7Finding, 'severity' | 'location' | 'code' | 'message'>[]
  patientId?: string
  bytes: Buffer
  answer: Buffer
  /** MSH-18 */
  charset: string
  expiresAt: Date
}

import type { BlobRef } from '@anamnese/contracts'
import type { Hl7Finding } from '@anamnese/interop-hl7v2'
import type { Stored } from '@anamnese/platform-mongo'

/** One HL7 message received from the DPI, with the answer that it got and always gets again. */
export interface ReceivedMessage extends Stored {
  /** sending application and facility, and MSH-10 */
  controlId: string
  sender: string
  peer: string
  receivedAt: Date
  type: string
  outcome: 'accepted' | 'refused'
  findings: Hl7Finding[]
  /** the acknowledgement, as sent */
  answer: Buffer
  /** the message, as received */
  content: BlobRef
}

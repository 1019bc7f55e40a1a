import { type Acknowledgement, Hl7Error, Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { type MllpClient, MllpError } from '@anamnese/interop-mllp'
import type { Outgoing, Reason } from './outgoing'
import type { Subscriber } from './subscriber'

/** What came of putting a message on the wire. */
export type Exchanged =
  | { kind: 'answered'; ack: Acknowledgement; text: string }
  /** nothing is known of it */
  | { kind: 'unknown'; reason: Reason }

/**
 * Sends the bytes and waits for what the subscriber's mode promises: its one acknowledgement, or, in the enhanced mode, the accept one
 * then the application one, on the same connection (HL7 2.5 §2.9.3). Never rejects for what the link or the partner does.
 */
export async function exchange(message: Outgoing, subscriber: Subscriber, client: MllpClient): Promise<Exchanged> {
  try {
    const bytes = await client.send(message.bytes, (answer) => {
      const { code, controlId } = readAck(Hl7Message.parse(answer))
      return subscriber.ackMode === 'enhanced' && code === 'CA' && controlId === message.controlId ? 'more' : 'last'
    })
    const answer = Hl7Message.parse(bytes)
    const ack = readAck(answer)
    if (ack.controlId === message.controlId) return { kind: 'answered', ack, text: answer.toString() }
    const said = 'Le destinataire a acquitté un autre message que celui qui lui a été envoyé.'
    return { kind: 'unknown', reason: { code: 'PAM.OTHER_MESSAGE', message: said } }
  } catch (error) {
    if (!(error instanceof MllpError) && !(error instanceof Hl7Error)) throw error
    return { kind: 'unknown', reason: { code: error.code, message: error.message } }
  }
}

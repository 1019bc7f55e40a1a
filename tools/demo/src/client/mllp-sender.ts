import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'

/** The hospital's administrative system: sends one message at a time and wants it accepted. */
export class MllpSender {
  private readonly client: MllpClient

  /** @param address `host:port` */
  constructor(address: string) {
    const [host = '', port = ''] = address.split(':')
    this.client = new MllpClient({ host, port: Number(port), answerTimeoutMs: 30_000 })
  }

  /** @throws Error in French when the answer is not AA */
  async send(message: string): Promise<void> {
    const answer = readAck(Hl7Message.parse(await this.client.send(Buffer.from(message, 'utf8'))))
    if (answer.code === 'AA') return
    const why = answer.errors
      .map(({ location, text, label, code }) => `${location} ${text ?? label ?? code}`)
      .join(' ; ')
    throw new Error(`message refusé (${answer.code}) : ${why}`)
  }

  close(): void {
    this.client.close()
  }
}

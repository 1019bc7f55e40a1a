import { buildCdaAck, buildZam, validateCdaMessage, type ZamInput } from '@anamnese/interop-cda-hl7'
import { Hl7Message, type Hl7Finding } from '@anamnese/interop-hl7v2'
import { MllpClient, MllpServer } from '@anamnese/interop-mllp'

/** What the next message gets instead of AA. */
export type PfiAnswer = 'AA' | 'AE' | 'AR' | 'silence' | 'other-message'

/** A PFI for tests: judges each message by the volet, remembers it, answers a repeated MSH-10 as the first time. */
export class FakePfi {
  readonly received: Hl7Message[] = []
  readonly repeated: string[] = []
  readonly findings: Hl7Finding[] = []
  answers: PfiAnswer[] = []
  port = 0
  private readonly known = new Map<string, Buffer>()
  private server: MllpServer | undefined

  async up(port = this.port): Promise<void> {
    this.server = new MllpServer({ port, handler: (bytes) => this.handle(bytes) })
    this.port = (await this.server.listen()).port
  }

  async down(): Promise<void> {
    await this.server?.close(100)
    this.server = undefined
  }

  /** Sends a business acknowledgement to the door of the service, and gives the MSA-1 of its answer. */
  async zam(
    door: { host: string; port: number },
    change: Pick<ZamInput, 'kind' | 'originalControlId' | 'success'> & Partial<ZamInput>,
  ): Promise<string | undefined> {
    const client = new MllpClient(door)
    try {
      const zam = buildZam({
        controlId: `ZAM${String(Math.random()).slice(2, 14)}`,
        at: new Date(),
        processingId: 'P',
        sendingApplication: 'PFI',
        sendingFacility: '220000020',
        receivingApplication: 'ANAMNESE',
        receivingFacility: '220000020',
        ...change,
      })
      return Hl7Message.parse(await client.send(zam)).get('MSA-1')
    } finally {
      client.close()
    }
  }

  private async handle(bytes: Buffer): Promise<Buffer> {
    const message = Hl7Message.parse(bytes)
    const controlId = message.controlId ?? ''
    const first = this.known.get(controlId)
    if (first) {
      this.repeated.push(controlId)
      return first
    }
    const findings = validateCdaMessage(message).filter((finding) => finding.severity === 'E')
    this.findings.push(...findings)
    const answer = this.answers.shift() ?? 'AA'
    this.received.push(message)
    const input = { controlId: `ACK${controlId}`, at: new Date() }
    const finding = { location: 'PID-3', code: '207', message: 'Patient inconnu de la PFI.', rule: 'essai' } as const
    const findingsOf = (code: PfiAnswer): Hl7Finding[] =>
      code === 'AE' || code === 'AR' ? [{ severity: 'E', ...finding }] : []
    const code = answer === 'AE' || answer === 'AR' ? answer : 'AA'
    const ack = buildCdaAck(message, { ...input, code, findings: findingsOf(answer) })
    this.known.set(controlId, ack)
    if (answer === 'silence') return new Promise<Buffer>(() => undefined)
    if (answer === 'other-message') return Buffer.from(ack.toString('utf8').replace(`|${controlId}`, '|AUTRE'))
    return Promise.resolve(ack)
  }
}

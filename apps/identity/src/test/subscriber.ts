import { ackCodeOf, ackModeOf, buildAck, type Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { MllpServer, type MllpServerTls } from '@anamnese/interop-mllp'
import { validatePam } from '@anamnese/interop-pam-fr'

type Answer = 'AA' | 'AE' | 'AR 207' | 'silence'

/** A system that subscribes, for tests: judges each message by the profile, remembers it, answers a repeated MSH-10 as the first time. */
export class TestSubscriber {
  readonly received: Hl7Message[] = []
  readonly repeated: string[] = []
  readonly errors: Hl7Finding[] = []
  /** what the next messages get instead of the truth */
  answers: Answer[] = []
  /** what the messages of a patient (PID-3) get, every time */
  readonly stubborn = new Map<string, Answer>()
  port = 0
  private readonly known = new Map<string, Buffer>()
  private server: MllpServer | undefined

  async up(tls?: MllpServerTls): Promise<this> {
    const server = new MllpServer({
      port: this.port,
      handler: (bytes, _peer, answer) => this.handle(bytes, answer),
      ...(tls ? { tls } : {}),
    })
    this.port = (await server.listen()).port
    this.server = server
    return this
  }

  async down(): Promise<void> {
    await this.server?.close(50)
    this.server = undefined
  }

  get events(): string[] {
    return this.received.map((message) => message.type.event)
  }

  of(ipp: string): Hl7Message[] {
    return this.received.filter((message) => message.get('PID-3') === ipp)
  }

  private async handle(bytes: Buffer, early: (bytes: Buffer) => void): Promise<Buffer | undefined> {
    const message = Hl7Message.parse(bytes)
    const { enhanced, application } = ackModeOf(message)
    const controlId = message.controlId ?? ''
    const options = { controlId: `R${controlId}`.slice(0, 20), at: new Date() }
    if (enhanced) {
      early(buildAck(message, { ...options, code: 'CA' }))
      if (application === 'NE') {
        this.received.push(message)
        return undefined
      }
    }
    const first = this.known.get(controlId)
    if (first) {
      this.repeated.push(controlId)
      return first
    }
    const wanted = this.stubborn.get(message.get('PID-3') ?? '') ?? this.answers.shift() ?? 'AA'
    if (wanted === 'AR 207') return buildAck(message, { ...options, findings: [finding('207')] })
    this.received.push(message)
    const findings = validatePam(message).filter((one) => one.severity === 'E')
    this.errors.push(...findings)
    const ack = buildAck(message, { ...options, findings: wanted === 'AE' ? [finding('204')] : findings })
    if (wanted !== 'AE' && ackCodeOf(findings) === 'AA') this.known.set(controlId, ack)
    return wanted === 'silence' ? new Promise(() => undefined) : ack
  }
}

function finding(code: '204' | '207'): Hl7Finding {
  return { severity: 'E', location: 'PID-3', code, message: 'Refus du destinataire.', rule: 'essai' }
}

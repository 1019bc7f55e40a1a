import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import {
  type AcceptCode,
  type AckMode,
  ackModeOf,
  buildAck,
  type Hl7Finding,
  Hl7Message,
  isAckWanted,
  readAck,
} from '@anamnese/interop-hl7v2'
import type { MllpPeer } from '@anamnese/interop-mllp'
import { isQuery } from '@anamnese/interop-pdq-pix'
import type { Log } from '@anamnese/platform-logging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { newId } from '../new-id'
import { QueryDesk } from '../queries/query-desk'
import { AcceptedMessageRepository } from './accepted-message.repository'
import { NOT_AVAILABLE } from './answer'
import type { Incoming } from './incoming'
import { Intake } from './intake'

/** Type, event, processing mode, version: what the accept acknowledgement judges (HL7 2.5 §2.9.3). */
const REJECTING: ReadonlySet<string> = new Set(['200', '201', '202', '203'])
/** Younger ones are being handled, by this replica or another. */
const LEFT_AFTER_MS = 15_000
const LOOK_EVERY_MS = 10_000
const BATCH = 100

/**
 * The two acknowledgements of the enhanced mode: the first once the message is kept, the second once it is handled. What was accepted
 * is handled even when the process stops in between: its sender holds it for received.
 */
@Injectable()
export class EnhancedIntake implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly intake: Intake,
    private readonly accepted: AcceptedMessageRepository,
    private readonly queries: QueryDesk,
  ) {}

  onApplicationBootstrap(): void {
    const look = (): void => {
      this.running = this.running
        .then(() => this.handleLeft())
        .catch((error: unknown) => {
          this.log.warn({ err: error }, 'les messages HL7 acceptés et non traités seront repris plus tard')
        })
    }
    look()
    this.timer = setInterval(look, LOOK_EVERY_MS)
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }

  /** Answers in the mode that the message asks for; `undefined` when it wants no last answer. */
  async receive(bytes: Buffer, peer: MllpPeer, early: (answer: Buffer) => void): Promise<Buffer | undefined> {
    const incoming = this.intake.read(bytes, peer)
    if (incoming.message && isQuery(incoming.message)) return this.queries.answer(incoming.message, peer)
    const mode = incoming.message ? ackModeOf(incoming.message) : undefined
    if (!incoming.message || !mode?.enhanced) return this.intake.submit(incoming)
    const rejection = incoming.findings.filter(({ severity, code }) => severity === 'E' && REJECTING.has(code))
    if (rejection.length > 0) {
      await this.intake.submit(incoming)
      return isAckWanted(mode.accept, 'AR') ? this.acknowledge(incoming.message, 'CR', rejection) : undefined
    }
    return this.accept(incoming, incoming.message, mode, early)
  }

  private async accept(
    incoming: Incoming,
    message: Hl7Message,
    mode: AckMode,
    early: (answer: Buffer) => void,
  ): Promise<Buffer | undefined> {
    const { ESTABLISHMENT: establishment } = this.config
    const id = `${incoming.sender} ${incoming.controlId ?? ''} ${incoming.fingerprint}`
    try {
      const { bytes, peer, receivedAt: acceptedAt } = incoming
      await this.accepted.keep({ _id: id, establishment, bytes, peer, acceptedAt })
    } catch (error) {
      this.log.error({ err: error, controlId: incoming.controlId }, 'message HL7 non accepté')
      return isAckWanted(mode.accept, 'AE') ? this.acknowledge(message, 'CE', [NOT_AVAILABLE]) : undefined
    }
    if (isAckWanted(mode.accept, 'AA')) early(this.acknowledge(message, 'CA'))
    const handled = await this.intake.handle(incoming)
    // Not handled now: it stays among those accepted, and its turn comes back.
    if (!handled) return undefined
    await this.accepted.done(establishment, id)
    const { code } = readAck(Hl7Message.parse(handled))
    return isAckWanted(mode.application, code as 'AA' | 'AE' | 'AR') ? handled : undefined
  }

  private async handleLeft(): Promise<void> {
    const { ESTABLISHMENT: establishment } = this.config
    const left = await this.accepted.leftBefore(establishment, new Date(Date.now() - LEFT_AFTER_MS), BATCH)
    for (const { _id, bytes, peer } of left) {
      const handled = await this.intake.handle(this.intake.read(bytes, { address: peer, port: 0 }))
      if (!handled) return
      await this.accepted.done(establishment, _id)
      this.log.info({ message: _id }, 'message HL7 accepté avant un arrêt, traité')
    }
  }

  private acknowledge(message: Hl7Message, code: AcceptCode, findings: readonly Hl7Finding[] = []): Buffer {
    const controlId = newId().slice(6)
    return buildAck(message, { controlId, at: new Date(), zone: this.config.TIME_ZONE, code, findings })
  }
}

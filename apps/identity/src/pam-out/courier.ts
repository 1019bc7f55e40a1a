import { Inject, Injectable } from '@nestjs/common'
import type { MllpClient } from '@anamnese/interop-mllp'
import { withCorrelation } from '@anamnese/platform-logging'
import { AuditTrail } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { inSpan, SpanKind } from '@anamnese/platform-telemetry'
import { IdentityConfig } from '../identity.config'
import { exchange } from './exchange'
import { LinkRepository } from './link.repository'
import type { Outgoing } from './outgoing'
import { OutgoingRepository } from './outgoing.repository'
import type { Subscriber } from './subscriber'
import { accepted, postponed, reasonOf, refused, sending, verdictOf } from './transitions'

/** Takes one message through one attempt. Each step is kept before the next one. */
@Injectable()
export class Courier {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly outgoing: OutgoingRepository,
    private readonly links: LinkRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** @returns false when the link broke: what comes next has to wait for it */
  async carry(message: Outgoing, subscriber: Subscriber, client: MllpClient): Promise<boolean> {
    const correlation = message.correlation ?? { correlationId: message._id }
    const span = { kind: SpanKind.CLIENT, traceparent: correlation.traceparent }
    return withCorrelation(correlation, () =>
      inSpan('MLLP PAM', { attempt: message.attempts + 1 }, () => this.attempt(message, subscriber, client), span),
    )
  }

  private async attempt(message: Outgoing, subscriber: Subscriber, client: MllpClient): Promise<boolean> {
    const marked = await this.keep(sending(message, new Date()))
    if (!marked) return true
    const done = await exchange(marked, subscriber, client)
    const at = new Date()
    if (done.kind === 'unknown') {
      await this.links.failed(subscriber._id, at, done.reason.message)
      await this.keep(postponed(marked, at, done.reason))
      return false
    }
    await this.links.succeeded(subscriber._id, at)
    const { ack, text } = done
    const verdict = verdictOf(ack)
    if (verdict === 'accepted') {
      const trace = (session: ClientSession): Promise<void> => this.trace(marked, subscriber, session)
      await this.keep(accepted(marked, at, text, this.config.HL7_RETENTION_DAYS), trace)
    } else if (verdict === 'refused') await this.keep(refused(marked, at, reasonOf(ack), text))
    else await this.keep(postponed(marked, at, reasonOf(ack), text))
    return true
  }

  /** A transmission with an INS is traced, with its partner (INS/va1.46). */
  private async trace(message: Outgoing, subscriber: Subscriber, session: ClientSession): Promise<void> {
    if (!message.withIns) return
    await this.trail.record(
      undefined,
      {
        action: 'ins.send',
        patientId: message.patientId,
        object: { kind: 'hl7-message', id: message._id },
        partner: subscriber.name,
        ins: true,
        detail: `Message ${message.event} ${message.controlId}`,
        purpose: 'automatic',
      },
      session,
    )
  }

  /** `undefined` when a person, or another replica, changed the message meanwhile: what they did stays. */
  private async keep(next: Outgoing, also?: (session: ClientSession) => Promise<void>): Promise<Outgoing | undefined> {
    try {
      return await this.mongo.transaction(async (session) => {
        const kept = await this.outgoing.save(next, session)
        await also?.(session)
        return kept
      })
    } catch (error) {
      if (error instanceof ConcurrentChangeError) return undefined
      throw error
    }
  }
}

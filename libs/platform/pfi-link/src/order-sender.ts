import { Inject, Injectable } from '@nestjs/common'
import { CdaError } from '@anamnese/interop-cda'
import { CdaHl7Error } from '@anamnese/interop-cda-hl7'
import { Hl7Error, Hl7Message, readAck, type Acknowledgement } from '@anamnese/interop-hl7v2'
import { MllpError, type MllpClient } from '@anamnese/interop-mllp'
import { BlobError } from '@anamnese/platform-blobs'
import { type Log, withCorrelation } from '@anamnese/platform-logging'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo, type ClientSession } from '@anamnese/platform-mongo'
import { LOG } from '@anamnese/platform-service'
import { inSpan, SpanKind } from '@anamnese/platform-telemetry'
import { newControlId } from './control-id'
import { LinkRepository } from './link.repository'
import { MessageBuilder } from './message-builder'
import { QUEUED, type ExchangeOrder, type Reason } from './order'
import { OrderBook } from './order-book'
import { OrderRepository } from './order.repository'
import { EXCHANGE_POLICY, type ExchangePolicy } from './policy'
import { PFI_LINK, type PfiLinkSettings } from './settings'
import { acknowledged, notSent, postponed, refusedByPfi, sending } from './transitions'

const TRIES = 5

/** Takes one order through one attempt: rule, message, wire, answer. Each step is kept before the next one. */
@Injectable()
export class OrderSender {
  constructor(
    private readonly mongo: Mongo,
    private readonly orders: OrderRepository,
    private readonly book: OrderBook,
    private readonly builder: MessageBuilder,
    private readonly link: LinkRepository,
    private readonly trail: AuditTrail,
    @Inject(EXCHANGE_POLICY) private readonly policy: ExchangePolicy,
    @Inject(PFI_LINK) private readonly settings: PfiLinkSettings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @returns false when the link broke: what comes next has to wait for it */
  async send(order: ExchangeOrder, client: MllpClient): Promise<boolean> {
    const correlation = order.correlation ?? { correlationId: order._id }
    const span = { kind: SpanKind.CLIENT, traceparent: correlation.traceparent }
    return withCorrelation(correlation, () =>
      inSpan(`MLLP ${this.settings.name}`, { attempt: order.attempts + 1 }, () => this.attempt(order, client), span),
    )
  }

  private async attempt(order: ExchangeOrder, client: MllpClient): Promise<boolean> {
    const obstacle = await this.policy.obstacle(order)
    if (obstacle && order.wire === undefined) {
      await this.change(order, (current) => notSent(current, new Date(), obstacle))
      return true
    }
    const now = new Date()
    const wire = order.wire ?? {
      controlId: newControlId(this.settings.prefix, now),
      at: now,
      operation: await this.builder.operation(order),
    }
    let message: Buffer
    try {
      message = await this.builder.build(order, wire)
    } catch (error) {
      const reason = unbuildable(error)
      if (!reason) throw error
      this.log.error({ err: error, order: order._id }, 'le message de cet ordre ne peut pas être fait')
      await this.change(order, (current) => refusedByPfi(current, new Date(), reason))
      return true
    }
    const marked = await this.change(order, (current) => sending(current, wire, new Date()))
    return marked ? this.exchange(marked, message, client) : true
  }

  private async exchange(order: ExchangeOrder, message: Buffer, client: MllpClient): Promise<boolean> {
    try {
      const bytes = await client.send(message)
      const ack = Hl7Message.parse(bytes)
      await this.answered(order, readAck(ack), ack.toString())
      return true
    } catch (error) {
      if (!(error instanceof MllpError) && !(error instanceof Hl7Error)) throw error
      // What the PFI did is not known: the same message, with the same MSH-10, goes again later.
      const reason = { code: error.code, message: error.message }
      await this.link.failed(new Date(), error.message)
      await this.change(order, (current) => postponed(current, new Date(), reason, undefined))
      return false
    }
  }

  private async answered(order: ExchangeOrder, ack: Acknowledgement, text: string): Promise<void> {
    const at = new Date()
    const expected = order.wire?.controlId
    if (ack.controlId !== expected) {
      const reason = {
        code: 'PFI.OTHER_MESSAGE',
        message: 'La PFI a acquitté un autre message que celui qui lui a été envoyé.',
      }
      await this.link.failed(at, reason.message)
      await this.change(order, (current) => postponed(current, at, reason, undefined))
      return
    }
    await this.link.succeeded(at)
    if (ack.code === 'AA' || ack.code === 'CA') {
      await this.change(
        order,
        (current) => acknowledged(current, at, text),
        (kept, session) => this.trace(kept, session),
      )
    } else if (ack.code === 'AE' || ack.code === 'CE') {
      await this.change(order, (current) => refusedByPfi(current, at, reasonOf(ack), text))
    } else {
      await this.change(order, (current) => postponed(current, at, reasonOf(ack), { ack: text }))
    }
  }

  /** Every transmission with an INS is traced, with its partner (INS/va1.46). */
  private async trace(order: ExchangeOrder, session: ClientSession): Promise<void> {
    const entry = {
      action: 'document.exchange',
      patientId: order.patientId,
      object: { kind: 'document', id: order.document.documentId },
      partner: order.recipient === undefined ? this.settings.name : `${this.settings.name} → ${order.recipient}`,
      ins: order.document.withIns,
      purpose: 'automatic' as const,
    }
    await this.trail.record(undefined, entry, session)
  }

  /**
   * Keeps the next state. When the order changed meanwhile (a business acknowledgement was faster, another replica took it), the
   * change is made again on what it has become; undefined when it no longer waits.
   */
  private async change(
    order: ExchangeOrder,
    next: (current: ExchangeOrder) => ExchangeOrder,
    also?: (kept: ExchangeOrder, session: ClientSession) => Promise<void>,
  ): Promise<ExchangeOrder | undefined> {
    let current = order
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.mongo.transaction(async (session) => {
          const kept = await this.book.keep(next(current), session)
          await also?.(kept, session)
          return kept
        })
      } catch (error) {
        if (!(error instanceof ConcurrentChangeError) || attempt === TRIES) throw error
        const latest = await this.orders.findById(order.establishment, order._id)
        // An order under way that moved on by itself (its ZAM came first) still takes its technical answer, without going back.
        if (!latest || (!QUEUED.includes(latest.state) && order.state !== 'sent')) return undefined
        if (latest.wire?.controlId !== order.wire?.controlId) return undefined
        current = latest
      }
    }
  }
}

function reasonOf(ack: Acknowledgement): Reason {
  const [error] = ack.errors
  const message = error?.text ?? error?.label ?? ack.text ?? 'message refusé sans explication.'
  return { code: `PFI.${error?.code ?? ack.code}`, message: /[.!?]$/.test(message) ? message : `${message}.` }
}

/** Errors that will be the same at the next attempt. */
function unbuildable(error: unknown): Reason | undefined {
  if (error instanceof CdaHl7Error || error instanceof CdaError) return { code: error.code, message: error.message }
  if (error instanceof BlobError) return { code: error.code, message: 'le document conservé ne peut pas être relu.' }
  return undefined
}

import { Inject, Injectable } from '@nestjs/common'
import type { Actor, LinkView, OrderView, Page } from '@anamnese/contracts'
import { conflict, forbidden, notFound, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo, type QueryFilter } from '@anamnese/platform-mongo'
import { assertRecordOpen } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { LinkRepository } from './link.repository'
import { MessageBuilder } from './message-builder'
import { QUEUED, type ExchangeOrder } from './order'
import { OrderBook } from './order-book'
import type { OrderQuery } from './order-query'
import { OrderRepository } from './order.repository'
import { canResend, linkView, orderView } from './order-view'
import { nameOf, PatientRepository } from './patient.repository'
import { PfiLinkConfig } from './pfi-link.config'
import { EXCHANGE_POLICY, type ExchangePolicy } from './policy'
import { PFI_LINK, type PfiLinkSettings } from './settings'
import { cancelled, resent } from './transitions'
import { ZamRepository } from './zam.repository'

/** What went over the wire for an order, as text. */
export interface OrderMessages {
  sent?: string
  ack?: string
  zams: string[]
}

const SORTS: Readonly<Record<string, string>> = {
  changedAt: 'changedAt',
  createdAt: 'createdAt',
  state: 'state',
  documentTitle: 'document.title',
  recipient: 'recipient',
}

/** What people and programs do with the orders of a service. */
@Injectable()
export class OrderDesk {
  constructor(
    private readonly mongo: Mongo,
    private readonly orders: OrderRepository,
    private readonly book: OrderBook,
    private readonly patients: PatientRepository,
    private readonly zams: ZamRepository,
    private readonly link: LinkRepository,
    private readonly builder: MessageBuilder,
    private readonly trail: AuditTrail,
    @Inject(EXCHANGE_POLICY) private readonly policy: ExchangePolicy,
    @Inject(PFI_LINK) private readonly settings: PfiLinkSettings,
    @Inject(CONFIG) private readonly config: PfiLinkConfig,
  ) {}

  async list(actor: Actor, query: OrderQuery): Promise<Page<OrderView>> {
    this.assertMayList(actor, query.patientId)
    const filter = await this.filterOf(actor.establishment, query)
    const [, descending, field] = /^(-?)(.*)$/.exec(query.sort ?? '-changedAt') ?? []
    const sort = { [SORTS[field ?? ''] ?? 'changedAt']: descending === '-' ? -1 : 1, _id: -1 } as const
    const page = await this.orders.page(actor.establishment, filter, { page: query.page, size: query.size, sort })
    return { ...page, items: await this.views(actor.establishment, page.items) }
  }

  async read(actor: Actor, id: string): Promise<OrderView> {
    const order = await this.find(actor, id)
    if (!actor.permissions.includes('exchange.manage')) await this.assertOpen(actor, order.patientId)
    return this.view(order)
  }

  /** A person asks for the sending, after the reason of the refusal was dealt with. */
  async resend(actor: Actor, id: string): Promise<OrderView> {
    return this.act(actor, id, 'document.resend', async (order) => {
      if (!canResend(order, new Date())) {
        throw conflict(
          'ORDER.NOT_RESENDABLE',
          'Cet envoi ne peut pas être relancé dans son état actuel.',
          order.reason?.message,
        )
      }
      const fresh = (await this.policy.refresh?.(order)) ?? order
      const obstacle = await this.policy.obstacle(fresh)
      if (obstacle) throw unprocessable(obstacle.code, 'Cet envoi reste impossible.', obstacle.message)
      return resent(fresh, new Date(), actor.name)
    })
  }

  /** A person gives up a sending that waits. */
  async cancel(actor: Actor, id: string): Promise<OrderView> {
    return this.act(actor, id, 'document.cancel', (order) => {
      if (!QUEUED.includes(order.state)) throw conflict('ORDER.NOT_WAITING', 'Cet envoi n’est plus en attente.')
      return Promise.resolve(cancelled(order, new Date(), actor.name))
    })
  }

  /** The message as it was sent, its acknowledgement and the business ones: the INS is shown, so that it is traced. */
  async messages(actor: Actor, id: string): Promise<OrderMessages> {
    const order = await this.find(actor, id)
    await this.assertOpen(actor, order.patientId)
    const sent = order.wire && (await this.builder.build(order, order.wire)).toString('utf8')
    const zams = await this.zams.find(actor.establishment, { answers: { $in: order.controlIds } }, { sort: { _id: 1 } })
    const { patientId, document } = order
    const object = { kind: 'document', id: document.documentId }
    await this.trail.record(actor, { action: 'exchange.read', patientId, object, ins: document.withIns })
    return {
      ...(sent === undefined ? {} : { sent }),
      ...(order.lastAck === undefined ? {} : { ack: order.lastAck }),
      zams: zams.map((zam) => zam.text),
    }
  }

  async linkState(): Promise<LinkView> {
    const [row, queue] = await Promise.all([this.link.read(), this.orders.queue()])
    return linkView(this.settings.name, `${this.config.PFI_HOST}:${this.config.PFI_PORT}`, row, queue)
  }

  private async act(
    actor: Actor,
    id: string,
    action: string,
    next: (order: ExchangeOrder) => Promise<ExchangeOrder>,
  ): Promise<OrderView> {
    const order = await this.find(actor, id)
    const changed = await next(order)
    try {
      const kept = await this.mongo.transaction(async (session) => {
        const stored = await this.book.keep(changed, session)
        const object = { kind: 'document', id: order.document.documentId }
        await this.trail.record(actor, { action, patientId: order.patientId, object }, session)
        return stored
      })
      return await this.view(kept)
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError)) throw error
      throw conflict('ORDER.CHANGED', 'L’état de cet envoi vient de changer. Actualisez puis recommencez.')
    }
  }

  private async find(actor: Actor, id: string): Promise<ExchangeOrder> {
    const order = await this.orders.findById(actor.establishment, id)
    if (!order) throw notFound('ORDER.UNKNOWN', 'Cet envoi n’existe pas.')
    return order
  }

  /** Those who follow sendings see them all; the others see those of the record that they have open. */
  private assertMayList(actor: Actor, patientId: string | undefined): void {
    if (actor.permissions.includes('exchange.manage')) return
    if (patientId === undefined)
      throw forbidden('ORDER.LIST', 'Seules les personnes qui suivent les envois voient cette liste.')
    assertRecordOpen(actor, patientId)
  }

  /** The record of the order is open, or the one that it was merged into. */
  private async assertOpen(actor: Actor, patientId: string): Promise<void> {
    if (actor.patientContext?.patientId === patientId) return
    assertRecordOpen(actor, await this.patients.liveIdOf(actor.establishment, patientId))
  }

  private async filterOf(establishment: string, query: OrderQuery): Promise<QueryFilter<ExchangeOrder>> {
    const { patientId, documentId, state, from, to, q } = query
    return {
      ...(patientId === undefined ? {} : { patientId: { $in: await this.patients.idsOf(establishment, patientId) } }),
      ...(documentId === undefined ? {} : { 'document.documentId': documentId }),
      ...(state === undefined || state.length === 0 ? {} : { state: { $in: state } }),
      ...(from === undefined && to === undefined ? {} : { changedAt: between(from, to) }),
      ...(q === undefined || q.trim() === '' ? {} : { $or: await this.words(establishment, q.trim()) }),
    }
  }

  private async words(establishment: string, q: string): Promise<object[]> {
    const pattern = new RegExp(q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i')
    const patientIds = await this.patients.idsByName(establishment, q)
    return [
      { patientId: { $in: patientIds } },
      { 'document.title': pattern },
      { recipient: pattern },
      { controlIds: q },
    ]
  }

  private async view(order: ExchangeOrder): Promise<OrderView> {
    const [view] = await this.views(order.establishment, [order])
    return view as OrderView
  }

  private async views(establishment: string, orders: readonly ExchangeOrder[]): Promise<OrderView[]> {
    const ids = orders.map((order) => order.patientId)
    const [live, link] = await Promise.all([this.patients.liveOf(establishment, ids), this.link.read()])
    const now = new Date()
    return orders.map((order) => {
      const patient = live.get(order.patientId)
      return orderView({ ...order, patientId: patient?._id ?? order.patientId }, nameOf(patient), link, now)
    })
  }
}

/** A date without a time covers its whole day. */
function between(from: string | undefined, to: string | undefined): object {
  return {
    ...(from === undefined ? {} : { $gte: new Date(from) }),
    ...(to === undefined ? {} : { $lt: to.length === 10 ? new Date(Date.parse(to) + 86_400_000) : new Date(to) }),
  }
}

import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common'
import type { Actor, OutgoingDetail, OutgoingView, Page } from '@anamnese/contracts'
import { decodeBytes, encodeText, toTimestamp } from '@anamnese/interop-hl7v2'
import { conflict, notFound } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { IdentityConfig } from '../identity.config'
import { newId } from '../new-id'
import { toBuffer } from '../pam/received-message.repository'
import type { Outgoing } from './outgoing'
import { OutgoingRepository } from './outgoing.repository'
import { outgoingView } from './outgoing-view'
import { OutgoingQuery, SkipBody } from './pam-out.requests'
import { SubscriberRepository } from './subscriber.repository'
import { resent, skipped } from './transitions'

/** Messages for subscribers, for the identity officers: what waits, what was refused and why. */
@Requires('identity.write')
@Controller('identity/outgoing')
export class OutgoingController {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly outgoing: OutgoingRepository,
    private readonly subscribers: SubscriberRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** `q`: a control id, an event, or a patient's id. */
  @Get()
  async list(@Query() query: OutgoingQuery, @CurrentActor() actor: Actor): Promise<Page<OutgoingView>> {
    const { q, state, subscriberId, page, size } = query
    const filter = {
      ...(subscriberId === undefined ? {} : { subscriberId }),
      ...(state === undefined ? {} : { state: { $in: state } }),
      ...(q === undefined ? {} : { $or: [{ controlId: q }, { event: q.toUpperCase() }, { patientId: q }] }),
    }
    const [found, names] = await Promise.all([
      this.outgoing.page(actor.establishment, filter, { page, size, sort: { _id: -1 } }),
      this.names(actor),
    ])
    const items = await Promise.all(
      found.items.map(async (message) => {
        const behind = message.state === 'refused' ? await this.outgoing.behind(message) : undefined
        return outgoingView(message, names.get(message.subscriberId) ?? '', behind)
      }),
    )
    return { ...found, items }
  }

  @Get(':id')
  async read(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OutgoingDetail> {
    const message = await this.known(actor, id)
    await this.trail.record(actor, {
      action: 'message.read',
      patientId: message.patientId,
      object: { kind: 'hl7-message', id },
      ins: message.withIns,
    })
    const { answer } = message
    return {
      ...(await this.view(message, actor)),
      text: textOf(message),
      ...(answer === undefined ? {} : { answer: answer.replace(/\r/g, '\n') }),
    }
  }

  @Post(':id/resend')
  @HttpCode(200)
  async resend(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<OutgoingView> {
    const message = await this.known(actor, id)
    if (message.open && message.state !== 'refused') {
      throw conflict('OUTGOING.WAITING', 'Ce message attend déjà son envoi.')
    }
    const at = new Date()
    return this.settle(actor, message, 'message.resend', resent(message, at, this.renewed(message, at), actor.name))
  }

  @Post(':id/skip')
  @HttpCode(200)
  async skip(
    @Param('id') id: string,
    @Body() { reason }: SkipBody,
    @CurrentActor() actor: Actor,
  ): Promise<OutgoingView> {
    const message = await this.known(actor, id)
    if (!message.open) throw conflict('OUTGOING.SETTLED', 'Ce message n’attend plus.')
    const next = skipped(message, new Date(), reason, actor.name, this.config.HL7_RETENTION_DAYS)
    return this.settle(actor, message, 'message.skip', next, reason)
  }

  private async known(actor: Actor, id: string): Promise<Outgoing> {
    const message = await this.outgoing.findById(actor.establishment, id)
    if (!message) throw notFound('OUTGOING.UNKNOWN', 'Ce message n’est pas, ou plus, conservé.')
    return { ...message, bytes: toBuffer(message.bytes) }
  }

  /** The same facts under another number and another date. */
  private renewed(message: Outgoing, at: Date): Pick<Outgoing, 'controlId' | 'bytes'> {
    const controlId = newId(at.getTime()).slice(6)
    const [msh = '', ...others] = decodeBytes(message.bytes, message.charset).split('\r')
    const fields = msh.split('|')
    fields[6] = toTimestamp(at, this.config.TIME_ZONE)
    fields[9] = controlId
    return { controlId, bytes: encodeText([fields.join('|'), ...others].join('\r'), message.charset) }
  }

  private async settle(
    actor: Actor,
    { _id, patientId }: Outgoing,
    action: string,
    next: Outgoing,
    reason?: string,
  ): Promise<OutgoingView> {
    try {
      const kept = await this.mongo.transaction(async (session) => {
        const saved = await this.outgoing.save(next, session)
        const entry = { action, patientId, object: { kind: 'hl7-message', id: _id } }
        await this.trail.record(actor, { ...entry, ...(reason === undefined ? {} : { reason }) }, session)
        return saved
      })
      return await this.view(kept, actor)
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError)) throw error
      throw conflict('OUTGOING.CONFLICT', 'Ce message vient de changer d’état.', 'Relire la liste.')
    }
  }

  private async view(message: Outgoing, actor: Actor): Promise<OutgoingView> {
    const names = await this.names(actor)
    const behind = message.open ? await this.outgoing.behind(message) : undefined
    return outgoingView(message, names.get(message.subscriberId) ?? '', behind)
  }

  private async names(actor: Actor): Promise<Map<string, string>> {
    const all = await this.subscribers.ofEstablishment(actor.establishment)
    return new Map(all.map(({ _id, name }) => [_id, name]))
  }
}

const textOf = ({ bytes, charset }: Outgoing): string => decodeBytes(bytes, charset).replace(/\r/g, '\n')

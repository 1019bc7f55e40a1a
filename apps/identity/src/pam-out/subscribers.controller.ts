import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common'
import type { Actor, SubscriberView } from '@anamnese/contracts'
import { conflict, notFound } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { newId } from '../new-id'
import { AnnouncementRepository } from './announcement.repository'
import { Dispatcher } from './dispatcher'
import { LinkRepository } from './link.repository'
import { OutgoingRepository } from './outgoing.repository'
import { PauseBody, SubscriberBody } from './pam-out.requests'
import type { Subscriber } from './subscriber'
import { SubscriberRepository } from './subscriber.repository'

/** The systems that are told identities and movements, for administrators. No identity is shown here. */
@Requires('admin')
@Controller('identity/subscribers')
export class SubscribersController {
  constructor(
    private readonly mongo: Mongo,
    private readonly subscribers: SubscriberRepository,
    private readonly announcements: AnnouncementRepository,
    private readonly outgoing: OutgoingRepository,
    private readonly links: LinkRepository,
    private readonly dispatcher: Dispatcher,
    private readonly trail: AuditTrail,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<SubscriberView[]> {
    return this.views(await this.subscribers.ofEstablishment(actor.establishment))
  }

  @Post()
  async create(@Body() body: SubscriberBody, @CurrentActor() actor: Actor): Promise<SubscriberView> {
    const { version: _version, ca, ...settings } = body
    const id = newId()
    const fresh = {
      ...settings,
      // Absent, and not null: without authorities of its own, those of the service are used.
      ...(ca === undefined ? {} : { ca }),
      _id: id,
      establishment: actor.establishment,
      paused: false,
      createdAt: new Date().toISOString(),
    }
    return this.write(actor, 'subscriber.create', id, (session) => this.subscribers.insert(fresh, session))
  }

  @Put(':id')
  async change(
    @Param('id') id: string,
    @Body() body: SubscriberBody,
    @CurrentActor() actor: Actor,
  ): Promise<SubscriberView> {
    const { version, ca, ...settings } = body
    const { ca: _former, ...before } = await this.known(actor, id)
    const next = { ...before, ...settings, ...(ca === undefined ? {} : { ca }), version: version ?? before.version }
    return this.write(actor, 'subscriber.change', id, (session) => this.subscribers.save(next, session))
  }

  @Post(':id/pause')
  @HttpCode(200)
  async pause(
    @Param('id') id: string,
    @Body() { paused }: PauseBody,
    @CurrentActor() actor: Actor,
  ): Promise<SubscriberView> {
    const before = await this.known(actor, id)
    const action = paused ? 'subscriber.pause' : 'subscriber.resume'
    return this.write(actor, action, id, (session) => this.subscribers.save({ ...before, paused }, session))
  }

  /** Its queue goes with it. */
  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.known(actor, id)
    await this.mongo.transaction(async (session) => {
      await this.subscribers.remove(actor.establishment, id, session)
      await this.announcements.forget(actor.establishment, id, session)
      await this.outgoing.forget(actor.establishment, id, session)
      await this.trail.record(actor, { action: 'subscriber.remove', object: { kind: 'subscriber', id } }, session)
    })
    this.dispatcher.refresh()
  }

  private async known(actor: Actor, id: string): Promise<Subscriber> {
    const found = await this.subscribers.findById(actor.establishment, id)
    if (!found) throw notFound('SUBSCRIBER.UNKNOWN', 'Cet abonné n’existe pas, ou plus.')
    return found
  }

  private async write(
    actor: Actor,
    action: string,
    id: string,
    change: (session: ClientSession) => Promise<Subscriber>,
  ): Promise<SubscriberView> {
    try {
      const kept = await this.mongo.transaction(async (session) => {
        const subscriber = await change(session)
        const detail = `${subscriber.name} (${subscriber.host}:${String(subscriber.port)})`
        await this.trail.record(actor, { action, object: { kind: 'subscriber', id }, detail }, session)
        return subscriber
      })
      this.dispatcher.refresh()
      const [view] = await this.views([kept])
      return view as SubscriberView
    } catch (error) {
      if (error instanceof ConcurrentChangeError) {
        const detail = 'Relire ses réglages, puis recommencer.'
        throw conflict('SUBSCRIBER.CONFLICT', 'Cet abonné a été modifié par une autre personne.', detail)
      }
      if (isDuplicateKey(error)) throw conflict('SUBSCRIBER.NAME', 'Un abonné porte déjà ce nom.')
      throw error
    }
  }

  private async views(subscribers: readonly Subscriber[]): Promise<SubscriberView[]> {
    const links = await this.links.readAll(subscribers.map((one) => one._id))
    return Promise.all(
      subscribers.map(async ({ _id, establishment: _establishment, createdAt: _createdAt, ...settings }) => {
        const link = links.get(_id)
        const { waiting, refused, oldestAt } = await this.outgoing.counts(_id)
        return {
          id: _id,
          ...settings,
          link: {
            connected: link?.connected ?? false,
            ...(link?.lastSuccessAt ? { lastSuccessAt: link.lastSuccessAt.toISOString() } : {}),
            ...(link?.lastError
              ? { lastError: { at: link.lastError.at.toISOString(), message: link.lastError.message } }
              : {}),
          },
          queue: { waiting, refused, ...(oldestAt ? { oldestAt: oldestAt.toISOString() } : {}) },
        }
      }),
    )
  }
}

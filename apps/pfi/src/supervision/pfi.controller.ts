import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { IsIn, IsOptional } from 'class-validator'
import type { Actor, LinkView, Page } from '@anamnese/contracts'
import { conflict, notFound, PageQuery } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { ReceivedMessageRepository } from '../inbox/received-message.repository'
import { JobRepository } from '../jobs/job.repository'
import { hasten } from '../jobs/transitions'
import { JobWorker } from '../jobs/worker'
import { Links } from './links'
import { jobView, messageView, type JobView, type MessageView } from './views'

class JobQuery extends PageQuery {
  @IsOptional()
  @IsIn(['pending', 'sent', 'accepted', 'refused'], { message: 'état : pending, sent, accepted ou refused' })
  state?: 'pending' | 'sent' | 'accepted' | 'refused'

  @IsOptional()
  @IsIn(['DMP', 'MSS_PRO', 'MSS_PATIENT'], { message: 'destination : DMP, MSS_PRO ou MSS_PATIENT' })
  channel?: 'DMP' | 'MSS_PRO' | 'MSS_PATIENT'
}

class MessageQuery extends PageQuery {
  @IsOptional()
  @IsIn(['accepted', 'refused'], { message: 'résultat : accepted ou refused' })
  outcome?: 'accepted' | 'refused'
}

const NEWEST = { changedAt: -1 } as const

/** Supervision of the PFI: its links, its jobs, what it received. No identity of a patient goes out of here. */
@Requires('exchange.manage')
@Controller('pfi')
export class PfiController {
  constructor(
    private readonly mongo: Mongo,
    private readonly jobs: JobRepository,
    private readonly messages: ReceivedMessageRepository,
    private readonly links: Links,
    private readonly worker: JobWorker,
    private readonly trail: AuditTrail,
  ) {}

  @Get('links')
  async state(): Promise<LinkView[]> {
    return this.links.all()
  }

  /** `q` is a MSH-10 or the identifier of a document. */
  @Get('jobs')
  async list(@Query() query: JobQuery, @CurrentActor() actor: Actor): Promise<Page<JobView>> {
    const { q, state, channel, page, size } = query
    const filter = {
      ...(state === undefined ? {} : { state }),
      ...(channel === undefined ? {} : { channel }),
      ...(q === undefined ? {} : { $or: [{ controlId: q }, { documentId: q }] }),
    }
    const found = await this.jobs.page(actor.establishment, filter, { page, size, sort: NEWEST })
    return { ...found, items: found.items.map(jobView) }
  }

  @Get('messages')
  async received(@Query() query: MessageQuery, @CurrentActor() actor: Actor): Promise<Page<MessageView>> {
    const { q, outcome, page, size } = query
    const filter = {
      ...(outcome === undefined ? {} : { outcome }),
      ...(q === undefined ? {} : { controlId: q }),
    }
    const request = { page, size, sort: { receivedAt: -1 } as const }
    const found = await this.messages.page(actor.establishment, filter, request)
    return { ...found, items: found.items.map(messageView) }
  }

  /** Does not wait for the next attempt of a job. */
  @Post('jobs/:id/retry')
  @HttpCode(200)
  async retry(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<JobView> {
    const job = await this.mongo.transaction(async (session) => {
      const found = await this.jobs.findById(actor.establishment, id, session)
      if (found === null) throw notFound('PFI.UNKNOWN_JOB', 'Cet envoi n’existe pas.')
      if (found.state !== 'pending')
        throw conflict('PFI.NOT_WAITING', 'Cet envoi n’attend pas de nouvel essai.', 'Actualiser la liste.')
      const hastened = await this.jobs.save(hasten(found, actor.name, new Date()), session)
      await this.trail.record(actor, { action: 'exchange.resend', object: { kind: 'pfi-job', id } }, session)
      return hastened
    })
    this.worker.wake()
    return jobView(job)
  }
}

import { randomUUID } from 'node:crypto'
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common'
import type { Log } from '@anamnese/platform-logging'
import { ConcurrentChangeError, Mongo } from '@anamnese/platform-mongo'
import { CONFIG, LOG, WorkLoop } from '@anamnese/platform-service'
import { MessageContents } from '../inbox/message-contents'
import { PfiConfig } from '../pfi.config'
import { zamOf } from '../zam/make-zam'
import { ZamRepository } from '../zam/zam.repository'
import { ZamSender } from '../zam/zam-sender'
import type { JobContent } from './channel'
import { Channels } from './channels'
import type { Job, Outcome } from './job'
import { JobRepository } from './job.repository'
import { endAttempt, type RetryPolicy } from './transitions'

/** Carries jobs out: several at once, those of one lane one after the other, on as many replicas as there are. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly owner = randomUUID()
  private readonly underWay = new Set<Promise<void>>()
  private readonly policy: RetryPolicy
  private readonly leaseMs: number
  private readonly loop: WorkLoop
  private heartbeat: NodeJS.Timeout | undefined

  constructor(
    @Inject(CONFIG) private readonly config: PfiConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly mongo: Mongo,
    private readonly jobs: JobRepository,
    private readonly zams: ZamRepository,
    private readonly zamSender: ZamSender,
    private readonly contents: MessageContents,
    private readonly channels: Channels,
  ) {
    this.policy = { firstMs: config.RETRY_FIRST_SECONDS * 1000, giveUpMs: config.RETRY_HOURS * 3_600_000 }
    this.leaseMs = config.LEASE_SECONDS * 1000
    this.loop = new WorkLoop({
      turn: () => this.fill(),
      log,
      failing: 'les travaux de la PFI reprennent après une erreur',
    })
  }

  onApplicationBootstrap(): void {
    this.loop.start()
    this.heartbeat = setInterval(() => {
      if (this.underWay.size === 0) return
      this.jobs.renew(this.owner, new Date(Date.now() + this.leaseMs)).catch((error: unknown) => {
        this.log.warn({ err: error }, 'bail des envois en cours non renouvelé')
      })
    }, this.leaseMs / 4)
  }

  /** Lets the attempts under way end. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop()
    await Promise.allSettled(this.underWay)
    clearInterval(this.heartbeat)
    await this.channels.close()
  }

  /** Something new to carry out. */
  wake(): void {
    this.loop.wake()
  }

  private async fill(): Promise<boolean> {
    const free = this.config.CONCURRENCY - this.underWay.size
    if (free <= 0) return false
    const claimed = await this.jobs.claim(this.owner, new Date(), this.leaseMs, free)
    for (const job of claimed) {
      const work = this.carryOut(job)
        .catch((error: unknown) => {
          // The lease will end, and the job be taken up as one whose outcome is unknown.
          this.log.error({ err: error, job: job._id }, 'résultat d’un envoi non enregistré')
        })
        .finally(() => {
          this.underWay.delete(work)
          this.wake()
        })
      this.underWay.add(work)
    }
    return claimed.length > 0 && claimed.length < free
  }

  private async carryOut(job: Job): Promise<void> {
    const received = await this.contents.read(job)
    const outcome = await this.attempt(job, received)
    const at = new Date()
    const ended = endAttempt(job, outcome, this.policy, at)
    const zam = ended.state === 'pending' ? undefined : zamOf(ended, received.hl7, at)
    try {
      await this.mongo.transaction(async (session) => {
        await this.jobs.save(ended, session)
        if (zam !== undefined) await this.zams.insert(zam, session)
      })
    } catch (error) {
      if (!(error instanceof ConcurrentChangeError)) throw error
      this.log.warn({ job: job._id }, 'envoi repris entre-temps par une autre instance')
      return
    }
    this.log.info({ job: job._id, channel: job.channel, state: ended.state, attempts: job.attempts }, 'envoi')
    if (zam !== undefined) this.zamSender.wake()
  }

  private async attempt(job: Job, received: Awaited<ReturnType<MessageContents['read']>>): Promise<Outcome> {
    try {
      return await this.channels.of(job.channel).deliver(job, await this.withReplaced(job, received))
    } catch (error) {
      this.log.error({ err: error, job: job._id }, 'envoi interrompu par une erreur interne')
      return { kind: 'retry', uncertain: true, code: 'PFI.INTERNAL', label: 'Erreur interne de la PFI.' }
    }
  }

  private async withReplaced(job: Job, content: JobContent): Promise<JobContent> {
    const parent = job.operation === 'replace' ? content.message.documents[0]?.parentId?.root : undefined
    const replaced = parent === undefined ? null : await this.jobs.sent(job, parent)
    return replaced === null ? content : { ...content, replacedJobId: replaced._id }
  }
}

import { Inject, Injectable } from '@nestjs/common'
import type { LinkView } from '@anamnese/contracts'
import { CONFIG } from '@anamnese/platform-service'
import type { Channel } from '../jobs/job'
import { type Backlog, JobRepository } from '../jobs/job.repository'
import { PfiConfig } from '../pfi.config'
import { ZamRepository } from '../zam/zam.repository'
import { ZamSender } from '../zam/zam-sender'

/** State of each link that leaves the PFI. */
@Injectable()
export class Links {
  constructor(
    @Inject(CONFIG) private readonly config: PfiConfig,
    private readonly jobs: JobRepository,
    private readonly zams: ZamRepository,
    private readonly zamSender: ZamSender,
  ) {}

  async all(): Promise<LinkView[]> {
    const { DMP_REPOSITORY_URL: dmp, SMTP_HOST: smtp, SMTP_PORT, DPI_ZAM_HOST, DPI_ZAM_PORT } = this.config
    return Promise.all([
      ...(dmp === undefined ? [] : [this.destination('DMP', new URL(dmp).host, ['DMP'])]),
      ...(smtp === undefined ? [] : [this.destination('MSSanté', `${smtp}:${SMTP_PORT}`, ['MSS_PRO', 'MSS_PATIENT'])]),
      this.zams.backlog().then((backlog) => ({
        ...linkView('Accusés métier vers le DPI', `${DPI_ZAM_HOST}:${DPI_ZAM_PORT}`, backlog),
        connected: this.zamSender.connected,
      })),
    ])
  }

  private async destination(name: string, host: string, channels: readonly Channel[]): Promise<LinkView> {
    return linkView(name, host, await this.jobs.backlog(channels))
  }
}

/** A link without a permanent connection is said connected when its last exchange did not fail. */
function linkView(name: string, host: string, { queued, oldest, lastSuccess, lastError }: Backlog): LinkView {
  return {
    name,
    host,
    connected: lastError === undefined || (lastSuccess !== undefined && lastSuccess > lastError.at),
    queued,
    ...(oldest === undefined ? {} : { oldestQueuedAt: oldest.toISOString() }),
    ...(lastSuccess === undefined ? {} : { lastSuccessAt: lastSuccess.toISOString() }),
    ...(lastError === undefined ? {} : { lastError: { at: lastError.at.toISOString(), message: lastError.label } }),
  }
}

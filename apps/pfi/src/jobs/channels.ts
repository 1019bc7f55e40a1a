import { Inject, Injectable } from '@nestjs/common'
import { CONFIG } from '@anamnese/platform-service'
import { dmpChannel } from '../dmp/dmp-channel.provider'
import { mssChannel } from '../mss/mss-channel.provider'
import { PfiConfig } from '../pfi.config'
import type { DeliveryChannel } from './channel'
import type { Channel } from './job'

/** The destinations that this installation serves. */
@Injectable()
export class Channels {
  private readonly dmp: DeliveryChannel | undefined
  private readonly mss: DeliveryChannel | undefined

  constructor(@Inject(CONFIG) config: PfiConfig) {
    this.dmp = dmpChannel(config)
    this.mss = mssChannel(config)
  }

  isOpen(channel: Channel): boolean {
    return this.find(channel) !== undefined
  }

  of(channel: Channel): DeliveryChannel {
    const found = this.find(channel)
    if (found === undefined) throw new Error(`${channel}: this destination is not configured`)
    return found
  }

  async close(): Promise<void> {
    await Promise.all([this.dmp?.close(), this.mss?.close()])
  }

  private find(channel: Channel): DeliveryChannel | undefined {
    return channel === 'DMP' ? this.dmp : this.mss
  }
}

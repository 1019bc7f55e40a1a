import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common'
import { Subject } from 'rxjs'
import type { Log } from '@anamnese/platform-logging'
import { EventFeed } from '@anamnese/platform-messaging'
import { CONFIG, EventRuntime, LOG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { type Broadcast, broadcastOf, LIVE_EVENTS } from './live-changes'

/** One reading of the streams per replica, for all the screens that are connected to it. */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, OnModuleDestroy {
  readonly changes = new Subject<Broadcast>()
  private readonly feed: EventFeed

  constructor(@Inject(CONFIG) config: GatewayConfig, @Inject(LOG) log: Log, runtime: EventRuntime) {
    this.feed = new EventFeed(runtime.kafka, config.KAFKA_PREFIX, log)
  }

  get ready(): boolean {
    return this.feed.ready
  }

  onApplicationBootstrap(): void {
    this.feed.start(LIVE_EVENTS, ({ type, data }) => {
      const broadcast = broadcastOf(type, data)
      if (broadcast !== undefined) this.changes.next(broadcast)
    })
  }

  async onModuleDestroy(): Promise<void> {
    this.changes.complete()
    await this.feed.stop()
  }
}

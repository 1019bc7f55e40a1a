import type { ServiceName } from '@anamnese/contracts'
import type { ServiceConfig } from '@anamnese/platform-config'
import type { HealthRegistry } from '@anamnese/platform-health'
import type { Log } from '@anamnese/platform-logging'
import {
  createKafka,
  DeadLetters,
  EventProcessor,
  EventServer,
  type Kafka,
  type Outbox,
  OutboxRelay,
} from '@anamnese/platform-messaging'
import type { Mongo } from '@anamnese/platform-mongo'

const STALLED_MS = 60_000

/** The moving parts of a service: the relay of its outbox and the consumer of others' events, with their health. */
export class EventRuntime {
  readonly kafka: Kafka
  readonly server: EventServer
  readonly processor: EventProcessor
  private readonly relay: OutboxRelay

  constructor(
    name: ServiceName,
    config: ServiceConfig,
    log: Log,
    mongo: Mongo,
    private readonly outbox: Outbox,
    health: HealthRegistry,
  ) {
    this.kafka = createKafka(
      { brokers: config.KAFKA_BROKERS, prefix: config.KAFKA_PREFIX, clientId: `anamnese-${name}` },
      log,
    )
    this.processor = new EventProcessor(
      mongo,
      new DeadLetters(mongo, outbox),
      (pattern) => this.server.getHandlerByPattern(pattern),
      log,
    )
    this.server = new EventServer(
      this.kafka,
      {
        groupId: `${config.KAFKA_PREFIX}anamnese.${name}`,
        prefix: config.KAFKA_PREFIX,
        fromBeginning: true,
        sessionTimeoutMs: config.KAFKA_SESSION_TIMEOUT_MS,
        process: (...record) => this.processor.process(...record),
        together: (topic, messages) => this.processor.together(topic, messages),
      },
      log,
    )
    this.relay = new OutboxRelay(mongo, outbox, this.kafka, config.KAFKA_PREFIX, log)
    this.watch(health, mongo, config.OUTBOX_MAX_AGE_SECONDS * 1000)
  }

  startRelay(): void {
    this.relay.start()
  }

  async stopRelay(): Promise<void> {
    await this.relay.stop()
  }

  private watch(health: HealthRegistry, mongo: Mongo, maxAge: number): void {
    health.ready('mongodb', async () => {
      await mongo.ping()
      return { ok: true }
    })
    health.ready('kafka', () => ({ ok: this.server.ready, detail: `${this.server.partitions} partitions` }))
    health.ready('outbox', async () => {
      const age = await this.outbox.age()
      return { ok: age <= maxAge, detail: `plus ancien événement en attente : ${Math.round(age / 1000)} s` }
    })
    health.live('relay', () => ({ ok: Date.now() - this.relay.lastTurn < STALLED_MS }))
    health.live('consumer', () => ({
      ok: !this.server.ready || this.server.partitions === 0 || Date.now() - this.server.lastTurn < STALLED_MS,
    }))
  }
}

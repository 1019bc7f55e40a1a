import { type CustomTransportStrategy, ServerKafka } from '@nestjs/microservices'
import type { Consumer, EachBatchPayload, KafkaMessage } from 'kafkajs'
import type { Log } from '@anamnese/platform-logging'
import type { Kafka } from './kafka'
import { sleep } from './sleep'

export interface EventServerOptions {
  groupId: string
  prefix: string
  /** a new group reads from the first event: projections are complete */
  fromBeginning: boolean
  sessionTimeoutMs: number
  process: (
    topic: string,
    partition: number,
    message: KafkaMessage,
    alive: () => Promise<void>,
    stopping: () => boolean,
  ) => Promise<void>
  /** the effects of several records in one transaction; false when that cannot be: then each is processed alone */
  together: (topic: string, messages: KafkaMessage[]) => Promise<boolean>
}

/** A transaction stays short. */
const MAX_TOGETHER = 32

/**
 * Nest's Kafka transport, made safe where it falls short: the offset is committed by hand once a record has its effect or is
 * in the dead letters, partitions are worked on side by side and in order, a lost broker is waited for, closing drains.
 */
export class EventServer extends ServerKafka implements CustomTransportStrategy {
  private stopping = false
  private joined = false
  private assigned = 0
  /** last time that a poll or a record showed life, for liveness */
  lastTurn = Date.now()

  constructor(
    private readonly kafka: Kafka,
    private readonly settings: EventServerOptions,
    private readonly log: Log,
  ) {
    super({ consumer: { groupId: settings.groupId }, postfixId: '' })
  }

  /** True once the group has given this consumer its partitions (possibly none, when there are more replicas than partitions). */
  get ready(): boolean {
    return this.followed().length === 0 || this.joined
  }

  get partitions(): number {
    return this.assigned
  }

  /** Does not wait for the broker: the service starts, says that it is not ready, and joins when it can. */
  override async listen(callback: (error?: unknown) => void): Promise<void> {
    if (this.followed().length > 0) void this.join()
    callback()
  }

  override async close(): Promise<void> {
    this.stopping = true
    const consumer = this.consumer
    this.consumer = null
    if (consumer === null) return
    await consumer.stop().catch(() => undefined)
    await consumer.disconnect().catch(() => undefined)
  }

  /** Topics of the handlers of this service, without the installation's prefix. */
  followed(): string[] {
    return [...new Set([...this.messageHandlers.keys()].map((pattern) => pattern.split('|')[0] ?? ''))]
  }

  private async join(): Promise<void> {
    for (let attempt = 0; !this.stopping; attempt++) {
      const consumer = this.createConsumer()
      this.consumer = consumer
      try {
        await consumer.connect()
        await consumer.subscribe({
          topics: this.followed().map((topic) => this.settings.prefix + topic),
          fromBeginning: this.settings.fromBeginning,
        })
        await consumer.run({
          autoCommit: false,
          eachBatchAutoResolve: false,
          partitionsConsumedConcurrently: 6,
          eachBatch: (payload) => this.batch(consumer, payload),
        })
        return
      } catch (error) {
        this.log.warn({ err: error }, 'Kafka n’est pas joignable, nouvel essai')
        await consumer.disconnect().catch(() => undefined)
        await sleep(Math.min(200 * 2 ** attempt, 5000))
      }
    }
  }

  private createConsumer(): Consumer {
    const consumer = this.kafka.consumer({
      groupId: this.settings.groupId,
      sessionTimeout: this.settings.sessionTimeoutMs,
      heartbeatInterval: Math.floor(this.settings.sessionTimeoutMs / 5),
      rebalanceTimeout: 20_000,
      maxWaitTimeInMs: 500,
      minBytes: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: 30_000,
      retry: {
        initialRetryTime: 200,
        maxRetryTime: 5000,
        retries: 12,
        restartOnFailure: () => Promise.resolve(!this.stopping),
      },
    })
    const { GROUP_JOIN, FETCH, HEARTBEAT, REBALANCING, CRASH } = consumer.events
    consumer.on(GROUP_JOIN, ({ payload }) => {
      this.joined = true
      this.assigned = Object.values(payload.memberAssignment).reduce((sum, list) => sum + list.length, 0)
      this.lastTurn = Date.now()
    })
    consumer.on(FETCH, () => (this.lastTurn = Date.now()))
    consumer.on(HEARTBEAT, () => (this.lastTurn = Date.now()))
    consumer.on(REBALANCING, () => (this.joined = false))
    consumer.on(CRASH, () => (this.joined = false))
    return consumer
  }

  private async batch(consumer: Consumer, payload: EachBatchPayload): Promise<void> {
    const { batch } = payload
    const topic = batch.topic.slice(this.settings.prefix.length)
    let next: string | undefined
    const advance = async (message: KafkaMessage): Promise<void> => {
      payload.resolveOffset(message.offset)
      next = (BigInt(message.offset) + 1n).toString()
      this.lastTurn = Date.now()
      await payload.heartbeat()
    }
    const ended = (): boolean => !payload.isRunning() || payload.isStale() || this.stopping
    const commit = async (): Promise<void> => {
      if (next === undefined) return
      await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset: next }])
      next = undefined
    }
    try {
      let since = Date.now()
      for (const group of groupsOf(batch.messages)) {
        if (ended()) break
        const last = group.at(-1)
        if (last !== undefined && group.length > 1 && (await this.settings.together(topic, group))) await advance(last)
        else {
          for (const message of group) {
            if (ended()) break
            await this.settings.process(
              topic,
              batch.partition,
              message,
              () => payload.heartbeat(),
              () => this.stopping,
            )
            await advance(message)
          }
        }
        if (Date.now() - since > 1000) {
          await commit()
          since = Date.now()
        }
      }
    } finally {
      await commit()
    }
  }
}

/** Records that follow each other, each of another aggregate: those of one aggregate see what came before them committed. */
export function groupsOf(messages: readonly KafkaMessage[]): KafkaMessage[][] {
  const groups: KafkaMessage[][] = []
  let keys = new Set<string>()
  for (const message of messages) {
    const key = message.key?.toString('latin1') ?? ''
    const group = groups.at(-1)
    if (group === undefined || keys.has(key) || group.length >= MAX_TOGETHER) {
      groups.push([message])
      keys = new Set()
    } else group.push(message)
    keys.add(key)
  }
  return groups
}

import { randomUUID } from 'node:crypto'
import type { Consumer } from 'kafkajs'
import type { EventDefinition } from '@anamnese/contracts'
import type { Log } from '@anamnese/platform-logging'
import { type CloudEvent, fromRecord } from './cloud-event'
import type { Kafka } from './kafka'
import { sleep } from './sleep'

/**
 * Events as they come, from now on, to every instance: what a screen refreshes on. Nothing is kept, nothing is handled:
 * a missed event costs a refresh, not a fact.
 */
export class EventFeed {
  private consumer: Consumer | undefined
  private stopped = false
  private joined = false

  constructor(
    private readonly kafka: Kafka,
    private readonly prefix: string,
    private readonly log: Log,
  ) {}

  get ready(): boolean {
    return this.joined
  }

  start(definitions: EventDefinition[], listener: (event: CloudEvent) => void): void {
    void this.run(definitions, listener)
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.consumer?.disconnect().catch(() => undefined)
  }

  private async run(definitions: EventDefinition[], listener: (event: CloudEvent) => void): Promise<void> {
    const types = new Set(definitions.map((definition) => definition.type))
    const topics = [...new Set(definitions.map((definition) => this.prefix + definition.topic))]
    while (!this.stopped) {
      const consumer = this.kafka.consumer({
        groupId: `${this.prefix}anamnese.feed.${randomUUID()}`,
        maxWaitTimeInMs: 500,
        sessionTimeout: 15_000,
      })
      // "From now on" is settled by the first fetch, not by the joining of the group.
      consumer.on(consumer.events.FETCH, () => (this.joined = true))
      this.consumer = consumer
      try {
        await consumer.connect()
        await consumer.subscribe({ topics, fromBeginning: false })
        await consumer.run({
          autoCommit: false,
          eachMessage: async ({ message }) => {
            const event = this.read(message)
            if (event !== undefined && types.has(event.type)) listener(event)
          },
        })
        return
      } catch (error) {
        this.log.warn({ err: error }, 'Kafka n’est pas joignable, nouvel essai')
        await consumer.disconnect().catch(() => undefined)
        await sleep(1000)
      }
    }
  }

  private read(message: Parameters<typeof fromRecord>[0]): CloudEvent | undefined {
    try {
      return fromRecord(message)
    } catch {
      return undefined // the consumers of the stream put it aside; a screen has nothing to refresh
    }
  }
}

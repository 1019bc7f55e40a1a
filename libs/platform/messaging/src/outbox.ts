import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { Model } from 'mongoose'
import type { DataOf, EventDefinition, ServiceName, TopicName } from '@anamnese/contracts'
import { type Correlation, currentCorrelation } from '@anamnese/platform-logging'
import type { ClientSession, Mongo } from '@anamnese/platform-mongo'
import { currentTraceparent } from '@anamnese/platform-telemetry'
import { assertEventData } from './event-validation'
import { type OutboxRow, outboxSchema } from './outbox.schema'

/** The only way to publish: the event is kept in the transaction of the change that it tells, and a relay takes it to Kafka. */
@Injectable()
export class Outbox {
  readonly model: Model<OutboxRow>

  constructor(
    mongo: Mongo,
    readonly service: ServiceName,
  ) {
    this.model = mongo.model('outbox', outboxSchema)
  }

  /**
   * Appends an event to the transaction. Its data is checked against its schema: what consumers would refuse is never published.
   * @returns the event's id
   */
  async append<D extends EventDefinition>(
    session: ClientSession,
    definition: D,
    key: string,
    data: DataOf<D>,
  ): Promise<string> {
    assertEventData(definition.type, data)
    return this.insert(session, { topic: definition.topic, type: definition.type, key, data })
  }

  /** Appends several events, in this order, in one write. A correlation of their own replaces that of the context. */
  async appendAll(session: ClientSession, events: readonly PendingEvent[]): Promise<void> {
    if (events.length === 0) return
    const rows = events.map(({ definition, key, data, correlation }) => {
      assertEventData(definition.type, data)
      return { ...newRow({ topic: definition.topic, type: definition.type, key, data }), ...correlation }
    })
    // Rows are already what is stored: the driver's own write spares a copy and a check of each.
    await this.model.collection.insertMany(rows as never, { session, ordered: true })
  }

  /** Keeps what could not be handled for the dead letter topic of this service. */
  async appendDeadLetter(session: ClientSession, key: string, data: unknown): Promise<void> {
    const topic = `dpi.${this.service}.dead-letter.v1` as TopicName
    await this.insert(session, { topic, type: `fr.anamnese.${this.service}.dead-letter.v1`, key, data })
  }

  /** Milliseconds that the oldest unpublished event has waited; 0 when there is none. */
  async age(): Promise<number> {
    const oldest = await this.model.findOne({}, { createdAt: 1 }, { sort: { createdAt: 1 }, lean: true })
    return oldest === null ? 0 : Date.now() - oldest.createdAt.getTime()
  }

  private async insert(
    session: ClientSession,
    event: Pick<OutboxRow, 'topic' | 'type' | 'key' | 'data'>,
  ): Promise<string> {
    const row = newRow(event)
    await this.model.insertMany([row], { session, lean: true })
    return row._id
  }
}

/** One event of {@link Outbox.appendAll}. */
export interface PendingEvent {
  definition: EventDefinition
  key: string
  data: unknown
  /** of the message that it comes from, when the write is common to several */
  correlation?: Correlation
}

function newRow(event: Pick<OutboxRow, 'topic' | 'type' | 'key' | 'data'>): OutboxRow {
  const now = new Date()
  const correlation = currentCorrelation()
  const traceparent = currentTraceparent() ?? correlation?.traceparent
  const id = randomUUID()
  return {
    _id: id,
    ...event,
    time: now.toISOString(),
    createdAt: now,
    correlationId: correlation?.correlationId ?? id,
    ...(correlation?.causationId === undefined ? {} : { causationId: correlation.causationId }),
    ...(traceparent === undefined ? {} : { traceparent }),
  }
}

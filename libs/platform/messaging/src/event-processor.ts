import type { MessageHandler } from '@nestjs/microservices'
import type { KafkaMessage } from 'kafkajs'
import type { Model } from 'mongoose'
import { isObservable, lastValueFrom } from 'rxjs'
import { type Log, withCorrelation } from '@anamnese/platform-logging'
import { isDuplicateKey, isTransientMongoError, type Mongo } from '@anamnese/platform-mongo'
import { inSpan, SpanKind } from '@anamnese/platform-telemetry'
import { type CloudEvent, EnvelopeError, fromRecord, typeOf } from './cloud-event'
import type { DeadLetters } from './dead-letters'
import { assertEventData, EventSchemaError } from './event-validation'
import { type InboxRow, inboxSchema } from './inbox.schema'
import { patternOf } from './on-event'
import { type ReceivedEvent, UnprocessableEventError } from './received-event'
import { sleep } from './sleep'

export interface RetryPolicy {
  /** tries before the dead letters, for an error that is neither the data's nor the infrastructure's */
  attempts: number
  firstDelayMs: number
  maxDelayMs: number
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 5, firstDelayMs: 100, maxDelayMs: 5000 }

/** One record, from its bytes to its one effect. Never throws for what a record contains: it ends handled or in the dead letters. */
export class EventProcessor {
  private readonly inbox: Model<InboxRow>

  constructor(
    private readonly mongo: Mongo,
    private readonly deadLetters: DeadLetters,
    private readonly handlerOf: (pattern: string) => MessageHandler | null,
    private readonly log: Log,
    private readonly retry: RetryPolicy = DEFAULT_RETRY,
  ) {
    this.inbox = mongo.model('inbox', inboxSchema)
  }

  /**
   * @param topic name without the installation's prefix
   * @param alive called between tries: keeps the membership of the consumer group; throws when it is lost
   */
  async process(
    topic: string,
    partition: number,
    message: KafkaMessage,
    alive: () => Promise<void>,
    stopping: () => boolean,
  ): Promise<void> {
    const type = typeOf(message.headers)
    if (type !== undefined && this.handlerOf(patternOf({ topic, type })) === null) return
    for (let attempt = 1; ; attempt++) {
      try {
        await this.handle(topic, message)
        return
      } catch (error) {
        if (stopping()) throw error
        const transient = isTransientMongoError(error)
        if (isFinal(error) || (!transient && attempt >= this.retry.attempts)) {
          this.log.error(
            { err: error, topic, partition, offset: message.offset, attempts: attempt },
            'événement mis de côté (dead letter)',
          )
          await this.deadLetters.keep({ topic, partition, message, error, attempts: attempt })
          return
        }
        this.log.warn(
          { err: error, topic, partition, offset: message.offset, attempt },
          'nouvel essai de traitement d’un événement',
        )
        await alive()
        await sleep(Math.min(this.retry.firstDelayMs * 2 ** Math.min(attempt - 1, 10), this.retry.maxDelayMs))
        await alive()
      }
    }
  }

  /**
   * Several records, in their order, in one transaction: as many effects for the price of one. False when one of them prevents it, and
   * nothing was kept: each is then processed alone, with its own tries and its own end.
   */
  async together(topic: string, messages: readonly KafkaMessage[]): Promise<boolean> {
    try {
      const handled = new Map<string, { event: CloudEvent; handler: MessageHandler }>()
      for (const message of messages) {
        const type = typeOf(message.headers)
        const handler = type === undefined ? null : this.handlerOf(patternOf({ topic, type }))
        if (type !== undefined && handler === null) continue
        const event = fromRecord(message)
        assertEventData(event.type, event.data)
        if (handler !== null) handled.set(event.id, { event, handler })
      }
      const known = await this.inbox.find({ _id: { $in: [...handled.keys()] } }, { _id: 1 }, { lean: true })
      for (const { _id } of known) handled.delete(_id)
      if (handled.size > 0) await this.applyAll([...handled.values()])
      return true
    } catch (error) {
      this.log.debug({ err: error, topic, records: messages.length }, 'événements traités un à un')
      return false
    }
  }

  private async applyAll(all: { event: CloudEvent; handler: MessageHandler }[]): Promise<void> {
    await this.mongo.transaction(async (session) => {
      const rows = all.map(({ event }) => ({ _id: event.id, type: event.type, handledAt: new Date() }))
      await this.inbox.insertMany(rows, { session, lean: true })
      for (const { event, handler } of all) await inItsTrace(event, () => callAll(handler, { ...event, session }))
    })
  }

  /** Handles a record once: again, it changes nothing. @throws what prevents it */
  async handle(topic: string, message: Pick<KafkaMessage, 'key' | 'value' | 'headers'>): Promise<void> {
    const event = fromRecord(message)
    const handler = this.handlerOf(patternOf({ topic, type: event.type }))
    if (handler === null) return
    assertEventData(event.type, event.data)
    if ((await this.inbox.exists({ _id: event.id })) !== null) return
    await inItsTrace(event, () => this.apply(handler, event))
  }

  private async apply(handler: MessageHandler, event: CloudEvent): Promise<void> {
    try {
      await this.mongo.transaction(async (session) => {
        await this.inbox.insertMany([{ _id: event.id, type: event.type, handledAt: new Date() }], {
          session,
          lean: true,
        })
        await callAll(handler, { ...event, session })
      })
    } catch (error) {
      // Another replica handled it between our look and our write.
      if (isDuplicateKey(error) && (await this.inbox.exists({ _id: event.id })) !== null) return
      throw error
    }
  }
}

/** What the handler does and writes belongs to the trace of what caused the event. */
async function inItsTrace(event: CloudEvent, work: () => Promise<void>): Promise<void> {
  const { traceparent } = event
  const correlation = {
    correlationId: event.correlationId,
    causationId: event.id,
    ...(traceparent === undefined ? {} : { traceparent }),
  }
  const span = { kind: SpanKind.CONSUMER, traceparent }
  await withCorrelation(correlation, () =>
    inSpan(`event ${event.type}`, { 'messaging.message.id': event.id }, work, span),
  )
}

/** Every handler of this type in the service. */
async function callAll(first: MessageHandler, received: ReceivedEvent<unknown>): Promise<void> {
  for (
    let next: MessageHandler | undefined = first;
    next !== undefined;
    next = next.next as MessageHandler | undefined
  ) {
    const result: unknown = await next(received)
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined })
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof EnvelopeError || error instanceof EventSchemaError || error instanceof UnprocessableEventError
}

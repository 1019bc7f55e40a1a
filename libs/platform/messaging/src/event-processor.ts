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

  /** Handles a record once: again, it changes nothing. @throws what prevents it */
  async handle(topic: string, message: Pick<KafkaMessage, 'key' | 'value' | 'headers'>): Promise<void> {
    const event = fromRecord(message)
    const handler = this.handlerOf(patternOf({ topic, type: event.type }))
    if (handler === null) return
    assertEventData(event.type, event.data)
    if ((await this.inbox.exists({ _id: event.id })) !== null) return
    const correlation = {
      correlationId: event.correlationId,
      causationId: event.id,
      ...(event.traceparent === undefined ? {} : { traceparent: event.traceparent }),
    }
    const span = { kind: SpanKind.CONSUMER, traceparent: event.traceparent }
    await withCorrelation(correlation, () =>
      inSpan(`event ${event.type}`, { 'messaging.message.id': event.id }, () => this.apply(handler, event), span),
    )
  }

  private async apply(handler: MessageHandler, event: CloudEvent): Promise<void> {
    try {
      await this.mongo.transaction(async (session) => {
        await this.inbox.insertMany([{ _id: event.id, type: event.type, handledAt: new Date() }], {
          session,
          lean: true,
        })
        const received: ReceivedEvent<unknown> = { ...event, session }
        for (
          let next: MessageHandler | undefined = handler;
          next !== undefined;
          next = next.next as MessageHandler | undefined
        ) {
          const result: unknown = await next(received)
          if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined })
        }
      })
    } catch (error) {
      // Another replica handled it between our look and our write.
      if (isDuplicateKey(error) && (await this.inbox.exists({ _id: event.id })) !== null) return
      throw error
    }
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof EnvelopeError || error instanceof EventSchemaError || error instanceof UnprocessableEventError
}

import { Injectable } from '@nestjs/common'
import type { KafkaMessage } from 'kafkajs'
import type { Model } from 'mongoose'
import type { Page } from '@anamnese/contracts'
import type { ClientSession, Mongo } from '@anamnese/platform-mongo'
import { typeOf } from './cloud-event'
import { type DeadLetterRow, deadLetterSchema } from './inbox.schema'
import type { Outbox } from './outbox'

export interface FailedRecord {
  topic: string
  partition: number
  message: KafkaMessage
  error: unknown
  attempts: number
}

/** What could not be handled: kept in the database for people, and on the service's dead letter topic for tools. */
@Injectable()
export class DeadLetters {
  private readonly model: Model<DeadLetterRow>

  constructor(
    private readonly mongo: Mongo,
    private readonly outbox: Outbox,
  ) {
    this.model = mongo.model('dead_letters', deadLetterSchema)
  }

  /** Durable once the promise is kept; the offset may then be committed. Kept once, however often it is called for one record. */
  async keep(failed: FailedRecord): Promise<void> {
    const row = describe(failed)
    await this.mongo.transaction(async (session) => {
      const known = await this.model.findById(row._id, { _id: 1 }, { session, lean: true })
      if (known !== null) return
      await this.model.insertMany([row], { session, lean: true })
      await this.outbox.appendDeadLetter(session, row.key, row)
    })
  }

  async list(state: DeadLetterRow['state'], page: number, size: number): Promise<Page<DeadLetterRow>> {
    const [items, total] = await Promise.all([
      this.model.find({ state }, null, { sort: { failedAt: -1 }, skip: (page - 1) * size, limit: size, lean: true }),
      this.model.countDocuments({ state }),
    ])
    return { items: items, total, page, size }
  }

  async find(id: string): Promise<DeadLetterRow | null> {
    return await this.model.findById(id, null, { lean: true })
  }

  async settle(id: string, state: 'replayed' | 'dismissed', by: string, session?: ClientSession): Promise<void> {
    const change = { $set: { state, settledAt: new Date(), settledBy: by } }
    await this.model.updateOne({ _id: id }, change, session === undefined ? {} : { session })
  }
}

function describe({ topic, partition, message, error, attempts }: FailedRecord): DeadLetterRow {
  const type = typeOf(message.headers)
  const code = (error as { code?: unknown } | null)?.code
  return {
    _id: `${topic}-${partition}-${message.offset}`,
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString('utf8') ?? '',
    ...(type === undefined ? {} : { type }),
    headers: Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)])),
    value: message.value?.toString('base64') ?? '',
    error: {
      code: typeof code === 'string' ? code : 'EVENT.FAILED',
      message: error instanceof Error ? error.message : String(error),
    },
    attempts,
    failedAt: new Date(),
    state: 'open',
  }
}

import { randomUUID } from 'node:crypto'
import type { Model } from 'mongoose'
import mongoose from 'mongoose'
import type { Log } from '@anamnese/platform-logging'
import type { Mongo } from '@anamnese/platform-mongo'
import { inSpan, SpanKind } from '@anamnese/platform-telemetry'
import { toRecord } from './cloud-event'
import type { Kafka, Producer } from './kafka'
import type { Outbox } from './outbox'
import { type OutboxRow, type RelayRow, relaySchema } from './outbox.schema'
import { sleep } from './sleep'

const LEASE_MS = 6000
const BATCH = 500
const RETRY_MS = 500

type ChangeStream = mongoose.mongo.ChangeStream<OutboxRow, mongoose.mongo.ChangeStreamInsertDocument<OutboxRow>>

/**
 * Takes the outbox to Kafka. One relay at a time per service (a lease); the change stream of the outbox both wakes it and
 * gives the order: that of the commits, whatever the clocks of the writers say. A crash between the publication and the
 * resume point publishes again: consumers know the event's id.
 */
export class OutboxRelay {
  private readonly owner = randomUUID()
  private readonly leases: Model<RelayRow>
  private producer: Producer | undefined
  private stream: ChangeStream | undefined
  private stopped = false
  private running: Promise<void> = Promise.resolve()
  /** last time that the loop showed life, for liveness */
  lastTurn = Date.now()

  constructor(
    mongo: Mongo,
    private readonly outbox: Outbox,
    private readonly kafka: Kafka,
    private readonly prefix: string,
    private readonly log: Log,
  ) {
    this.leases = mongo.model('outbox_relay', relaySchema)
  }

  start(): void {
    this.running = this.run()
  }

  /** Stops after the batch in flight. */
  async stop(): Promise<void> {
    this.stopped = true
    await this.stream?.close().catch(() => undefined)
    await this.running
    await this.producer?.disconnect().catch(() => undefined)
    await this.leases
      .updateOne({ _id: 'relay', owner: this.owner }, { $set: { until: new Date(0) } })
      .catch(() => undefined)
  }

  private ended(): boolean {
    return this.stopped
  }

  private async run(): Promise<void> {
    while (!this.ended()) {
      this.lastTurn = Date.now()
      try {
        const lease = await this.acquire()
        if (lease === undefined) await sleep(LEASE_MS / 10)
        else await this.relay(lease)
      } catch (error) {
        if (this.ended()) return
        this.log.warn({ err: error }, 'le relais des événements reprend après une erreur')
        await sleep(RETRY_MS)
      }
    }
  }

  /** Publishes while the lease is held. Returns or throws when it is lost, on error, or at the end. */
  private async relay(lease: RelayRow): Promise<void> {
    const stream = await this.watch(lease.resumeAfter)
    this.stream = stream
    const keepAlive = setInterval(() => void this.renew(stream), LEASE_MS / 3)
    try {
      if (lease.resumeAfter === undefined) await this.drain()
      await this.follow(stream)
    } catch (error) {
      if (isHistoryLost(error))
        await this.leases.updateOne({ _id: 'relay', owner: this.owner }, { $unset: { resumeAfter: 1 } })
      throw error
    } finally {
      clearInterval(keepAlive)
      await stream.close().catch(() => undefined)
    }
  }

  /** Without a resume point the stream begins at the server's present, before the drain: nothing falls between the two. */
  private async watch(resumeAfter: unknown): Promise<ChangeStream> {
    const from = resumeAfter === undefined ? { startAtOperationTime: await this.serverTime() } : { resumeAfter }
    return this.outbox.model.collection.watch<OutboxRow, mongoose.mongo.ChangeStreamInsertDocument<OutboxRow>>(
      [{ $match: { operationType: 'insert' } }],
      { batchSize: BATCH, ...from },
    )
  }

  private async serverTime(): Promise<mongoose.mongo.Timestamp> {
    const { operationTime } = (await this.outbox.model.db.db?.command({ hello: 1 })) as {
      operationTime: mongoose.mongo.Timestamp
    }
    return operationTime
  }

  /** What waits while there is no resume point: the first start, or a history that the server no longer has. */
  private async drain(): Promise<void> {
    for (;;) {
      const rows = (await this.outbox.model.find({}, null, {
        sort: { createdAt: 1, _id: 1 },
        limit: BATCH,
        lean: true,
      })) as OutboxRow[]
      if (rows.length === 0) return
      await this.publish(rows)
      await this.outbox.model.deleteMany({ _id: { $in: rows.map((row) => row._id) } })
    }
  }

  /** Reads the stream; publishes what has come whenever reading would wait. */
  private async follow(stream: ChangeStream): Promise<void> {
    let pending: mongoose.mongo.ChangeStreamInsertDocument<OutboxRow>[] = []
    let flushing: Promise<void> | undefined
    let failure: unknown
    const flush = (): void => {
      if (flushing !== undefined || pending.length === 0) return
      const batch = pending
      pending = []
      flushing = this.publishChanges(batch)
        .catch((error: unknown) => {
          failure = error
          return stream.close()
        })
        .finally(() => {
          flushing = undefined
          if (failure === undefined) flush()
        })
    }
    try {
      while (!this.stopped) {
        const change = await stream.next()
        pending.push(change)
        if (pending.length >= BATCH) {
          flush()
          await flushing
        } else setImmediate(flush)
        if (failure !== undefined) throw failure as Error
      }
    } catch (error) {
      throw failure ?? error
    } finally {
      await flushing
    }
  }

  private async publishChanges(changes: mongoose.mongo.ChangeStreamInsertDocument<OutboxRow>[]): Promise<void> {
    this.lastTurn = Date.now()
    await this.publish(changes.map((change) => change.fullDocument))
    // Removed before the resume point moves: a crash between the two publishes again, it never leaves a row that nobody takes.
    await this.outbox.model.deleteMany({ _id: { $in: changes.map((change) => change.fullDocument._id) } })
    const last = changes.at(-1)
    const kept = await this.leases.updateOne(
      { _id: 'relay', owner: this.owner },
      { $set: { resumeAfter: last?._id, until: leaseEnd() } },
    )
    if (kept.matchedCount === 0) throw new Error('the lease of the relay is held by another')
  }

  private async publish(rows: OutboxRow[]): Promise<void> {
    const byTopic = new Map<string, ReturnType<typeof toRecord>[]>()
    for (const row of rows) {
      const topic = `${this.prefix}${row.topic}`
      const record = toRecord({ ...row, id: row._id, source: `/anamnese/${this.outbox.service}` })
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), record])
    }
    const topicMessages = [...byTopic].map(([topic, messages]) => ({ topic, messages }))
    await inSpan(
      'outbox.publish',
      { 'messaging.batch.message_count': rows.length },
      async () => (await this.connected()).sendBatch({ acks: -1, topicMessages }),
      {
        kind: SpanKind.PRODUCER,
        traceparent: rows[0]?.traceparent,
      },
    )
  }

  private async connected(): Promise<Producer> {
    if (this.producer === undefined) {
      const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false })
      await producer.connect()
      this.producer = producer
    }
    return this.producer
  }

  private async acquire(): Promise<RelayRow | undefined> {
    const filter = { _id: 'relay' as const, $or: [{ owner: this.owner }, { until: { $lt: new Date() } }] }
    try {
      const lease = await this.leases.findOneAndUpdate(
        filter,
        { $set: { owner: this.owner, until: leaseEnd() } },
        { upsert: true, returnDocument: 'after', lean: true },
      )
      return (lease as RelayRow | null) ?? undefined
    } catch (error) {
      // The row exists and another relay holds it: the upsert met the unique index of _id.
      if ((error as { code?: unknown }).code === 11000) return undefined
      throw error
    }
  }

  private async renew(stream: ChangeStream): Promise<void> {
    this.lastTurn = Date.now()
    try {
      const kept = await this.leases.updateOne({ _id: 'relay', owner: this.owner }, { $set: { until: leaseEnd() } })
      if (kept.matchedCount === 0) await stream.close()
    } catch {
      await stream.close().catch(() => undefined)
    }
  }
}

function leaseEnd(): Date {
  return new Date(Date.now() + LEASE_MS)
}

function isHistoryLost(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 286 || code === 260 || code === 280
}

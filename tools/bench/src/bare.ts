import { randomUUID } from 'node:crypto'
import { Kafka, logLevel, type Producer } from 'kafkajs'
import type mongoose from 'mongoose'
import { Mongo } from '@anamnese/platform-mongo'
import type { RunDescription } from '@anamnese/tool-stack'

interface BareRow {
  _id: string
  text: string
}

/** The floor of every measure: the same servers, without the product. */
export class Bare {
  private constructor(
    private readonly mongo: Mongo,
    private readonly producer: Producer,
    private readonly topic: string,
  ) {}

  static async connect(run: RunDescription): Promise<Bare> {
    const mongo = await Mongo.connect({ uri: run.mongodb, database: `${run.kafkaPrefix}bench` })
    const kafka = new Kafka({ brokers: run.kafka.split(','), clientId: 'bench', logLevel: logLevel.NOTHING })
    const topic = `${run.kafkaPrefix}bench.bare`
    const admin = kafka.admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: 6 }], waitForLeaders: true })
    await admin.disconnect()
    const producer = kafka.producer({ allowAutoTopicCreation: false })
    await producer.connect()
    return new Bare(mongo, producer, topic)
  }

  /** One insert acknowledged by the majority, then one record acknowledged by every replica: the least that keeps a message. */
  async insertAndProduce(text: string): Promise<void> {
    const _id = randomUUID()
    await this.rows().insertOne({ _id, text })
    await this.producer.send({ topic: this.topic, acks: -1, messages: [{ key: _id, value: text }] })
  }

  async insert(_id: string, text: string): Promise<void> {
    await this.rows().insertOne({ _id, text })
  }

  async find(_id: string): Promise<void> {
    if ((await this.rows().findOne({ _id })) === null) throw new Error('the row is not there')
  }

  async close(): Promise<void> {
    await this.producer.disconnect()
    await this.mongo.connection.dropDatabase()
    await this.mongo.connection.close()
  }

  private rows(): mongoose.mongo.Collection<BareRow> {
    return this.mongo.connection.collection<BareRow>('bare')
  }
}

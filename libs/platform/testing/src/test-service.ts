import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import type { Actor, DataOf, EventDefinition, Permission, TopicName } from '@anamnese/contracts'
import { PERMISSIONS } from '@anamnese/contracts'
import type { Environment, ServiceConfig } from '@anamnese/platform-config'
import { createLogger } from '@anamnese/platform-logging'
import {
  type CloudEvent,
  createKafka,
  createTopics,
  deleteTopics,
  EventFeed,
  type Kafka,
  toRecord,
} from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { InternalTokenSigner } from '@anamnese/platform-security'
import { EventRuntime, type RunningService, type ServiceDefinition, startService } from '@anamnese/platform-service'
import { eventually } from './eventually'

const log = createLogger('test', process.env['TEST_LOG_LEVEL'] ?? 'silent')

/** A database and topics of its own for one test file, on the real servers of the run. */
export class TestBench {
  readonly prefix = `t${randomBytes(4).toString('hex')}.`
  readonly database = this.prefix.slice(0, -1)
  readonly environment: Environment
  private readonly kafka: Kafka
  private readonly signer: InternalTokenSigner
  private readonly services: RunningService[] = []
  private readonly feeds: EventFeed[] = []
  private topics: string[] = []

  private constructor(private readonly options: { mongodbUri: string; brokers: string[] }) {
    const keys = generateKeyPairSync('ed25519')
    this.signer = new InternalTokenSigner(keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    this.kafka = createKafka({ brokers: options.brokers, prefix: this.prefix, clientId: 'test' }, log)
    this.environment = {
      MONGODB_URI: options.mongodbUri,
      BLOB_DATABASE: this.database,
      BLOB_MASTER_KEY: randomBytes(32).toString('base64'),
      KAFKA_BROKERS: options.brokers.join(','),
      KAFKA_PREFIX: this.prefix,
      ESTABLISHMENT: '220000020',
      INTERNAL_TOKEN_PUBLIC_KEY: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    }
  }

  /**
   * @param topics the topics that the test uses; two partitions each
   * @param servers those of the run, unless the test has servers of its own, which it may stop
   */
  static async create(
    topics: TopicName[],
    servers: { mongodbUri?: string | undefined; kafkaBrokers?: string | undefined } = {
      mongodbUri: process.env['MONGODB_URI'],
      kafkaBrokers: process.env['KAFKA_BROKERS'],
    },
  ): Promise<TestBench> {
    const { mongodbUri, kafkaBrokers } = servers
    if (mongodbUri === undefined || kafkaBrokers === undefined)
      throw new Error('MONGODB_URI and KAFKA_BROKERS: run the integration project of Jest, which starts the servers')
    const bench = new TestBench({ mongodbUri, brokers: kafkaBrokers.split(',') })
    bench.topics = await createTopics({ ...bench.kafkaOptions(), replication: 1, only: topics, partitions: 2 }, log)
    return bench
  }

  /** Starts the real service on the bench; closed by `close`. */
  async start<C extends ServiceConfig>(
    definition: ServiceDefinition<C>,
    environment: Environment = {},
  ): Promise<RunningService> {
    const service = await startService(definition, {
      ...this.environment,
      MONGODB_DATABASE: `${this.database}_${definition.name}`,
      ...environment,
    })
    this.services.push(service)
    await this.createTopicsOf(service)
    await eventually(async () => {
      const answer = await fetch(`${service.url}/health/ready`)
      if (!answer.ok) throw new Error(await answer.text())
    }, 20_000)
    return service
  }

  /** Publishes an event as another service would. */
  async publish<D extends EventDefinition>(
    definition: D,
    key: string,
    data: DataOf<D>,
    overrides: Partial<CloudEvent> = {},
  ): Promise<string> {
    const id = overrides.id ?? randomUUID()
    const event: CloudEvent = {
      id,
      type: definition.type,
      source: '/test',
      time: new Date().toISOString(),
      key,
      data,
      correlationId: id,
      ...overrides,
    }
    await this.produce(definition.topic, [toRecord(event)])
    return id
  }

  /** Puts raw records on a topic: what a broken or hostile producer could write. */
  async produce(topic: TopicName, messages: ReturnType<typeof toRecord>[]): Promise<void> {
    const producer = this.kafka.producer({ allowAutoTopicCreation: false })
    await producer.connect()
    await producer.send({ topic: this.prefix + topic, messages, acks: -1 })
    await producer.disconnect()
  }

  /** Collects the events of these types, from now on. */
  async collect(...definitions: EventDefinition[]): Promise<CloudEvent[]> {
    const events: CloudEvent[] = []
    const feed = new EventFeed(this.kafka, this.prefix, log)
    this.feeds.push(feed)
    feed.start(definitions, (event) => events.push(event))
    await eventually(() => {
      if (!feed.ready) throw new Error('the feed has not joined')
    })
    return events
  }

  /** Headers of a request as the gateway would send it for this actor. */
  async as(actor: Partial<Actor> = {}): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await this.signer.sign(testActor(actor))}`, 'content-type': 'application/json' }
  }

  /** Direct access to the database of a service (the first one started, unless told), to look at what is kept. */
  collection(name: string, service = this.services[0]): mongoose.mongo.Collection {
    const connection = service?.app.get(Mongo).connection
    if (connection === undefined) throw new Error('no service is running')
    return connection.collection(name)
  }

  async close(): Promise<void> {
    await Promise.all(this.feeds.map((feed) => feed.stop()))
    for (const service of this.services) await service.close()
    const connection = await mongoose.createConnection(this.options.mongodbUri).asPromise()
    const { databases } = await connection.listDatabases()
    for (const { name } of databases) if (name.startsWith(this.database)) await connection.useDb(name).dropDatabase()
    await connection.close()
    await deleteTopics(this.kafkaOptions(), this.topics, log)
  }

  /** A service is not ready before the topics that it follows exist, whether or not the test uses them. */
  private async createTopicsOf(service: RunningService): Promise<void> {
    const followed = service.app.get(EventRuntime).server.followed()
    const only = followed.filter((topic): topic is TopicName => !this.topics.includes(this.prefix + topic))
    if (only.length === 0) return
    this.topics.push(...(await createTopics({ ...this.kafkaOptions(), replication: 1, only, partitions: 2 }, log)))
  }

  private kafkaOptions(): { brokers: string[]; prefix: string; clientId: string } {
    return { brokers: this.options.brokers, prefix: this.prefix, clientId: 'test' }
  }
}

/** A physician of the demonstration hospital, with every permission unless told otherwise. */
export function testActor(overrides: Partial<Actor> = {}): Actor {
  return {
    kind: 'person',
    id: 'account-kervadec',
    name: 'Dr Maëlle KERVADEC',
    family: 'KERVADEC',
    given: 'Maëlle',
    prefix: 'DR',
    idNat: '810100000008',
    profession: '10',
    specialty: { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5', display: 'Cardiologie' },
    establishment: '220000020',
    structure: { idNat: '1220000020', name: 'CH DE L’ARGOAT' },
    units: ['6268'],
    permissions: [...(PERMISSIONS as readonly Permission[])],
    ...overrides,
  }
}

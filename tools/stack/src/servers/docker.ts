import type { StartedTestContainer } from 'testcontainers'
import { freePort } from '../process/ports'
import { TRANSACTION_LIFETIME } from './mongod'
import { initiateReplicaSet } from './replica-set'
import type { RunningServers, StartServersOptions } from './types'

const MONGO_IMAGE = 'mongo:8.0'
const KAFKA_IMAGE = 'apache/kafka:4.1.2'
const START_MS = 180_000

/** The same port inside and outside: what a server announces to its clients is then true for both. */
async function mongo(port: number): Promise<StartedTestContainer> {
  const { GenericContainer, Wait } = await import('testcontainers') // heavy, and rarely needed
  return new GenericContainer(MONGO_IMAGE)
    .withCommand(['mongod', '--replSet', 'rs0', '--port', String(port), '--bind_ip_all', ...TRANSACTION_LIFETIME])
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/i))
    .withStartupTimeout(START_MS)
    .start()
}

async function kafka(port: number, heapMb: number): Promise<StartedTestContainer> {
  const { GenericContainer, Wait } = await import('testcontainers')
  return new GenericContainer(KAFKA_IMAGE)
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:9093`,
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_HEAP_OPTS: `-Xmx${heapMb}m`,
    })
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/i))
    .withStartupTimeout(START_MS)
    .start()
}

/** MongoDB and Kafka in containers. Their data lasts as long as the containers: for tests and trials where native is not possible. */
export async function startDockerServers(options: StartServersOptions): Promise<RunningServers> {
  const log = options.log ?? (() => undefined)
  log('MongoDB et Kafka : essai dans des conteneurs (les données ne survivent pas à l’arrêt)')
  const mongoPort = await freePort()
  const kafkaPort = await freePort(new Set([mongoPort]))
  const started = await Promise.allSettled([mongo(mongoPort), kafka(kafkaPort, options.kafkaHeapMb ?? 384)])
  const containers = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const stop = async (): Promise<void> => {
    await Promise.all(containers.map((container) => container.stop()))
  }
  try {
    for (const result of started) if (result.status === 'rejected') throw result.reason as Error
    await initiateReplicaSet(mongoPort)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    infra: 'docker',
    mongodbUri: `mongodb://127.0.0.1:${mongoPort}/?replicaSet=rs0`,
    kafkaBrokers: `127.0.0.1:${kafkaPort}`,
    stop,
  }
}

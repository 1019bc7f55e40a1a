import { type Admin, Kafka, logLevel, type Producer } from 'kafkajs'
import type { Log } from '@anamnese/platform-logging'

export interface KafkaOptions {
  brokers: string[]
  /** before each topic and group */
  prefix: string
  clientId: string
}

/** The one place where a Kafka client is made. It retries for as long as the process lives: the broker may go away and come back. */
export function createKafka(options: KafkaOptions, log: Log): Kafka {
  return new Kafka({
    clientId: options.clientId,
    brokers: options.brokers,
    connectionTimeout: 3000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 5000, retries: 8 },
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ level, log: entry }) => {
        // kafkajs warns of ordinary life (rebalances, a broker that restarts); the health checks say what matters.
        const { message, logger: _logger, timestamp: _timestamp, ...rest } = entry
        if (level <= logLevel.ERROR) log.warn({ kafka: rest }, message)
        else log.debug({ kafka: rest }, message)
      },
  })
}

export type { Admin, Kafka, Producer }

import { TOPICS, type TopicName } from '@anamnese/contracts'
import type { Log } from '@anamnese/platform-logging'
import { createKafka, type KafkaOptions } from './kafka'

/**
 * Creates the topics that are missing, as `TOPICS` declares them. What exists is left as it is.
 * @param replication number of replicas of each partition (1 on a one-node broker)
 * @returns the names that were created
 */
export async function createTopics(
  options: KafkaOptions & { replication: number; only?: TopicName[]; partitions?: number },
  log: Log,
): Promise<string[]> {
  const admin = createKafka(options, log).admin()
  await admin.connect()
  try {
    const existing = new Set(await admin.listTopics())
    const wanted = (options.only ?? (Object.keys(TOPICS) as TopicName[])).map((name) => ({
      topic: options.prefix + name,
      numPartitions: options.partitions ?? TOPICS[name].partitions,
      replicationFactor: options.replication,
      configEntries: [
        { name: 'retention.ms', value: String(TOPICS[name].retentionMs) },
        { name: 'cleanup.policy', value: TOPICS[name].cleanup },
      ],
    }))
    const missing = wanted.filter(({ topic }) => !existing.has(topic))
    if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: true })
    return missing.map(({ topic }) => topic)
  } finally {
    await admin.disconnect()
  }
}

/** Deletes topics by name; used by tests for the topics of their own. */
export async function deleteTopics(options: KafkaOptions, topics: string[], log: Log): Promise<void> {
  const admin = createKafka(options, log).admin()
  await admin.connect()
  try {
    await admin.deleteTopics({ topics })
  } finally {
    await admin.disconnect()
  }
}

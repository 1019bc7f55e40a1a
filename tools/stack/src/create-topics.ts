import { createLogger } from '@anamnese/platform-logging'

/** Creates the topics that are missing, then ends: the job that runs before the services of a new version. */
async function main(): Promise<void> {
  const { KAFKA_BROKERS, KAFKA_PREFIX = '', TOPIC_REPLICATION = '1' } = process.env
  if (!KAFKA_BROKERS) throw new Error('KAFKA_BROKERS : adresses de Kafka, hôte:port séparées par des virgules')
  const replication = Number(TOPIC_REPLICATION)
  if (!Number.isInteger(replication) || replication < 1)
    throw new Error('TOPIC_REPLICATION : nombre de copies, 1 ou plus')
  const { createTopics } = await import('@anamnese/platform-messaging')
  const log = createLogger('create-topics')
  const options = { brokers: KAFKA_BROKERS.split(','), prefix: KAFKA_PREFIX, clientId: 'create-topics', replication }
  log.info({ created: await createTopics(options, log) }, 'sujets créés')
}

main().catch((error: unknown) => {
  process.stderr.write(`les sujets ne sont pas créés : ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})

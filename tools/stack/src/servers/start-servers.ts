import { StackError, reason } from '../errors'
import { startDockerServers } from './docker'
import { useExternalServers } from './external'
import { startNativeServers } from './native'
import type { Infra, RunningServers, StartServersOptions } from './types'

/**
 * Brings up MongoDB and Kafka: those named by `MONGODB_URI` and `KAFKA_BROKERS`, else as child processes, else in containers.
 * @throws StackError one French message that says why each way failed and what would help
 */
export async function startServers(options: StartServersOptions): Promise<RunningServers> {
  const { MONGODB_URI, KAFKA_BROKERS } = process.env
  if (options.infra === 'external' || (options.infra === undefined && MONGODB_URI && KAFKA_BROKERS)) {
    if (!MONGODB_URI || !KAFKA_BROKERS) {
      throw new StackError('EXTERNAL_SERVER_UNNAMED', '--infra=external demande MONGODB_URI et KAFKA_BROKERS.')
    }
    return useExternalServers(MONGODB_URI, KAFKA_BROKERS)
  }
  const ways: [Infra, (given: StartServersOptions) => Promise<RunningServers>][] = [
    ['native', startNativeServers],
    ['docker', startDockerServers],
  ]
  const why: string[] = []
  const causes: unknown[] = []
  for (const [name, start] of ways) {
    if (options.infra !== undefined && options.infra !== name) continue
    try {
      return await start(options)
    } catch (error) {
      // A folder in use or a full disk would fail in containers just the same: say it at once.
      if (error instanceof StackError && ['DATA_FOLDER_IN_USE', 'DISK_FULL'].includes(error.code)) throw error
      why.push(`– ${name} : ${reason(error)}`)
      causes.push(error)
    }
  }
  throw new StackError(
    'NO_SERVERS',
    [
      'MongoDB et Kafka ne peuvent pas être lancés.',
      ...why,
      'Au choix : installer Java 17, Maven et pip (Debian : apt-get install openjdk-17-jre-headless maven python3-pip), lancer un moteur',
      'de conteneurs, donner MONGOD_BINARY et JAVA_HOME, ou désigner des serveurs existants par MONGODB_URI et KAFKA_BROKERS.',
    ].join('\n'),
    { cause: causes },
  )
}

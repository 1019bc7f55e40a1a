import fs from 'node:fs'
import path from 'node:path'
import { StackError } from '../errors'
import { findJava } from '../fetch/java'
import { findKafka } from '../fetch/kafka'
import { findMongod } from '../fetch/mongod'
import { acquireLock, lockHolder } from '../process/lock'
import { ProcessRecord } from '../process/stale'
import { STAGE, Watchdog } from '../process/watchdog'
import { Kafka, type KafkaOptions } from './kafka'
import { Mongod } from './mongod'
import { keepPorts } from './kept-ports'
import type { RunningServers, StartServersOptions } from './types'

const NEEDED_MB = 600

function checkDisk(folder: string): void {
  const { bavail, bsize } = fs.statfsSync(folder)
  const free = Math.floor((bavail * bsize) / (1024 * 1024))
  if (free >= NEEDED_MB) return
  throw new StackError(
    'DISK_FULL',
    `Il reste ${free} Mo sur le disque de ${folder} ; MongoDB et Kafka en demandent ${NEEDED_MB}. Libérer de la place puis relancer : les données sont conservées.`,
  )
}

/** MongoDB and Kafka as child processes on the data folder: one launcher at a time, leftovers of a killed one stopped first. */
export async function startNativeServers(options: StartServersOptions): Promise<RunningServers> {
  const log = options.log ?? (() => undefined)
  const dataDir = path.resolve(options.dataDir)
  fs.mkdirSync(dataDir, { recursive: true })
  checkDisk(dataDir)
  const lockFile = path.join(dataDir, 'servers.lock')
  const lock = acquireLock(lockFile)
  if (!lock) {
    const pid = lockHolder(lockFile)?.pid ?? 'inconnu'
    throw new StackError('DATA_FOLDER_IN_USE', `Le dossier de données ${dataDir} est déjà utilisé (processus ${pid}).`)
  }
  try {
    return await start(options, dataDir, log, () => {
      lock.release()
    })
  } catch (error) {
    lock.release()
    throw error
  }
}

async function start(
  options: StartServersOptions,
  dataDir: string,
  log: (line: string) => void,
  release: () => void,
): Promise<RunningServers> {
  const record = new ProcessRecord(path.join(dataDir, 'processes.json'))
  const left = await record.stopLeftovers()
  if (left.length > 0)
    log(`un lancement précédent s'était interrompu : ${left.join(' et ')} arrêté${left.length > 1 ? 's' : ''}`)
  const java = await findJava(log)
  const [binary, jars] = await Promise.all([findMongod(log), findKafka(java, log)])
  const ports = await keepPorts(path.join(dataDir, 'ports.json'), log)
  const watchdog = new Watchdog()
  let stopping = false
  const watch = (name: string): Pick<KafkaOptions, 'onStart' | 'onExit'> => ({
    onStart: (pid) => {
      record.add(name, pid)
      watchdog.add(pid, STAGE.servers)
    },
    onExit: (pid, expected) => {
      watchdog.remove(pid)
      if (!stopping && !expected) options.onUnexpectedExit?.(name)
    },
  })
  const mongod = new Mongod({
    binary,
    folder: path.join(dataDir, 'mongodb'),
    port: ports.mongod,
    logFile: path.join(dataDir, 'mongod.log'),
    ...watch('MongoDB'),
  })
  const kafka = new Kafka({
    java,
    jars,
    folder: path.join(dataDir, 'kafka'),
    port: ports.kafka,
    controllerPort: ports.controller,
    heapMb: options.kafkaHeapMb ?? 384,
    logFile: path.join(dataDir, 'kafka.log'),
    ...watch('Kafka'),
  })
  const stop = async (): Promise<void> => {
    stopping = true
    await Promise.all([mongod.stop(), kafka.stop()])
    record.clear()
    watchdog.dismiss()
    release()
  }
  const started = await Promise.allSettled([mongod.start(), kafka.start()])
  const failed = started.find((result) => result.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  return {
    infra: 'native',
    mongodbUri: `mongodb://127.0.0.1:${ports.mongod}/?replicaSet=rs0`,
    kafkaBrokers: `127.0.0.1:${ports.kafka}`,
    mongod,
    kafka,
    stop,
  }
}

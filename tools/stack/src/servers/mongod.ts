import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { MongoInstance, MongoInstanceEvents } from 'mongodb-memory-server-core/lib/util/MongoInstance'
import type { MongodBinary } from '../fetch/mongod'
import type { ServerControl } from './types'
import { initiateReplicaSet } from './replica-set'

export interface MongodOptions {
  binary: MongodBinary
  folder: string
  port: number
  logFile: string
  onStart: (pid: number) => void
  onExit: (pid: number, expected: boolean) => void
}

const STORAGE = { storageEngine: 'wiredTiger', replSet: 'rs0', ip: '127.0.0.1' } as const
// A service killed inside a transaction leaves its locks until the server gives it up: one minute by default, far beyond what any
// transaction of the product lasts, during which the patient concerned would wait.
export const TRANSACTION_LIFETIME = ['--setParameter', 'transactionLifetimeLimitSeconds=10']
const ARGS = [
  '--wiredTigerCacheSizeGB',
  '0.5',
  '--quiet',
  '--setParameter',
  'diagnosticDataCollectionEnabled=false',
  ...TRANSACTION_LIFETIME,
]

/** Tells the process number as soon as there is one: a launcher killed right after must not leave it behind. */
class LaunchedMongod extends MongoInstance {
  onLaunch: (pid: number) => void = () => undefined

  override _launchMongod(binary: string): ChildProcess {
    const child = super._launchMongod(binary)
    if (child.pid !== undefined) this.onLaunch(child.pid)
    return child
  }
}

/** A mongod of its own process group, on disk, primary of a one-node replica set. */
export class Mongod implements ServerControl {
  private instance: MongoInstance | undefined

  constructor(private readonly options: MongodOptions) {}

  get pid(): number | undefined {
    return this.instance?.mongodProcess?.pid
  }

  async start(): Promise<void> {
    const { binary, folder, port, logFile, onStart, onExit } = this.options
    fs.mkdirSync(folder, { recursive: true })
    fs.mkdirSync(path.dirname(logFile), { recursive: true })
    const log = fs.createWriteStream(logFile, { flags: 'w' })
    const instance = new LaunchedMongod({
      instance: { ...STORAGE, port, dbPath: folder, args: ARGS, launchTimeout: 60_000 },
      binary: { systemBinary: binary.path, version: binary.version },
      // Its own group: Ctrl-C reaches the launcher alone, which stops the services before the database.
      spawn: { detached: true },
    })
    instance.on(MongoInstanceEvents.instanceSTDOUT, (line: string) => log.write(`${line}\n`))
    instance.on(MongoInstanceEvents.instanceSTDERR, (line: string) => log.write(`${line}\n`))
    instance.onLaunch = (pid) => {
      onStart(pid)
      instance.once(MongoInstanceEvents.instanceClosed, () => {
        log.end()
        onExit(pid, this.instance !== instance)
      })
    }
    this.instance = instance
    await instance.start()
    await initiateReplicaSet(port)
  }

  async stop(): Promise<void> {
    const instance = this.instance
    this.instance = undefined
    await instance?.stop()
  }

  async kill(): Promise<void> {
    const child = this.instance?.mongodProcess
    if (!child) return
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    await this.stop()
  }
}

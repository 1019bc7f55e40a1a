import fs from 'node:fs'
import path from 'node:path'
import type { ServiceName } from '@anamnese/contracts'
import { createLogger } from '@anamnese/platform-logging'
import { StackError } from '../errors'
import { ensurePki } from '../pki/pki'
import { acquireLock, lockHolder } from '../process/lock'
import { ProcessRecord } from '../process/stale'
import { STAGE, Watchdog } from '../process/watchdog'
import { startServers } from '../servers/start-servers'
import type { Infra, RunningServers } from '../servers/types'
import { Supervisor } from '../supervise/supervisor'
import { directorySeed } from './demonstration'
import { describeRun } from './describe-run'
import type { EnvironmentContext } from './environment'
import { folders as foldersOf, type Folders } from './folders'
import { writeHostConfig } from './host-config'
import { serviceSpecs, simulatorsSpec } from './process-specs'
import { restartServer } from './restart-server'
import { writeRunFile, type RunDescription } from './run-file'
import { Secrets } from './secrets'
import { SERVICES } from './services'
import { systemPorts } from './system-ports'

export interface StartSystemOptions {
  root: string
  infra?: Infra | undefined
  /** Folder of the data and of `run.json`; `var` of the clone when absent. */
  variable?: string | undefined
  log: (line: string) => void
  /** Stops what is being started. */
  signal?: AbortSignal
  /** Only these services, for who works on some of them; all when absent. */
  services?: ServiceName[] | undefined
  /** Puts something between the sender and the listener of a link to the PFI: given the listener's port, gives the sender's. */
  reroute?: ((link: 'pfi' | 'zam', port: number) => Promise<number>) | undefined
}

export interface RunningSystem {
  folders: Folders
  servers: RunningServers
  /** As `var/run.json` says it now. */
  run(): RunDescription
  stop(): Promise<void>
}

const READY_MS = 120_000

/**
 * Starts the whole product: servers, simulators, topics, services; ready when it returns. One system per folder at a time.
 * @throws StackError with one French message; nothing is then left running
 */
export async function startSystem(options: StartSystemOptions): Promise<RunningSystem> {
  const folders = foldersOf(options.root, options.variable)
  fs.mkdirSync(folders.variable, { recursive: true })
  const lockFile = path.join(folders.variable, 'system.lock')
  const lock = acquireLock(lockFile)
  if (!lock) {
    const pid = lockHolder(lockFile)?.pid ?? 'inconnu'
    throw new StackError(
      'ALREADY_RUNNING',
      `Anamnèse fonctionne déjà dans ce dossier (processus ${pid}) : voir ${folders.runFile}, ou arrêter ce processus.`,
    )
  }
  const system = new System(options, folders)
  options.signal?.addEventListener('abort', () => void system.stop())
  try {
    options.signal?.throwIfAborted()
    await system.start()
    return system
  } catch (error) {
    await system.stop()
    throw error
  } finally {
    if (system.isStopped) lock.release()
    else
      system.onStopped = () => {
        lock.release()
      }
  }
}

class System implements RunningSystem {
  onStopped: () => void = () => undefined
  isStopped = false
  private readonly record: ProcessRecord
  private readonly watchdog = new Watchdog()
  private readonly supervisor: Supervisor
  private started: RunningServers | undefined
  private starting: Promise<RunningServers> | undefined
  private context: EnvironmentContext | undefined
  private ready = false
  private stopped: Promise<void> | undefined
  private releasePorts: () => void = () => undefined

  constructor(
    private readonly options: StartSystemOptions,
    readonly folders: Folders,
  ) {
    fs.rmSync(folders.runFile, { force: true })
    this.record = new ProcessRecord(path.join(folders.variable, 'processes.json'))
    this.supervisor = new Supervisor({
      log: options.log,
      watchdog: this.watchdog,
      onStart: (name, pid) => {
        this.record.add(name, pid)
        if (this.ready) this.writeRun()
      },
    })
  }

  get servers(): RunningServers {
    if (!this.started) throw new StackError('NOT_STARTED', 'les serveurs ne sont pas démarrés')
    return this.started
  }

  async start(): Promise<void> {
    const { log, infra, root } = this.options
    const left = await this.record.stopLeftovers()
    if (left.length > 0) log(`un lancement précédent s'était interrompu : ${left.join(', ')} arrêtés`)
    this.watchdog.removeFileAtEnd(this.folders.runFile)
    const secrets = new Secrets(this.folders.secrets)
    const ports = await systemPorts(path.join(this.folders.variable, 'ports.json'), log)
    this.releasePorts = () => {
      ports.release()
    }
    const pki = await ensurePki(this.folders.pki)
    const seedFile = path.join(this.folders.variable, 'directory-seed.json')
    fs.writeFileSync(seedFile, JSON.stringify(directorySeed(secrets.value('api-client-secret')), null, 2), {
      mode: 0o600,
    })
    const publicUrl = `http://localhost:${ports.service['gateway'] ?? 0}`
    const prefix = process.env['ANAMNESE_PREFIX'] ?? ''
    const known = { folders: this.folders, pki, secrets, ports, prefix, seedFile, publicUrl }
    this.starting = startServers({
      infra,
      dataDir: this.folders.servers,
      log,
      onUnexpectedExit: (name) => {
        void restartServer(
          name,
          () => this.started,
          () => this.stopped !== undefined,
          log,
        )
      },
    })
    const [servers, { createTopics }] = await Promise.all([
      this.starting.then((running) => (this.started = running)),
      import('@anamnese/platform-messaging'), // loaded while the servers start
      this.supervisor.start([simulatorsSpec(known, writeHostConfig(known))], READY_MS),
    ])
    this.goOn()
    log(`MongoDB et Kafka prêts (${servers.infra}), simulateurs prêts`)
    const kafka = { brokers: servers.kafkaBrokers.split(','), prefix, clientId: 'launcher' }
    await createTopics({ ...kafka, replication: 1 }, createLogger('launcher', 'error'))
    const simulators = await addresses(ports.simulator.ready)
    const { mongodbUri, kafkaBrokers } = servers
    const { 'mllp.pfi': pfi, 'mllp.zam': zam } = ports.door
    const reroute = this.options.reroute ?? ((_link, port) => Promise.resolve(port))
    const links = { pfi: await reroute('pfi', pfi), zam: await reroute('zam', zam) }
    this.context = { ...known, mongodbUri, kafkaBrokers, simulators, links }
    this.goOn()
    await this.supervisor.start(serviceSpecs(this.context, this.options.services ?? SERVICES), READY_MS)
    this.goOn()
    this.ready = true
    this.writeRun()
    log(`services prêts dans ${path.relative(root, this.folders.variable)}`)
  }

  private goOn(): void {
    if (this.stopped) throw new StackError('STOPPED', 'Démarrage interrompu.')
  }

  run(): RunDescription {
    if (!this.context) throw new StackError('NOT_STARTED', 'le produit n’est pas démarré')
    const pids = {
      launcher: process.pid,
      ...(this.servers.mongod?.pid === undefined ? {} : { mongodb: this.servers.mongod.pid }),
      ...(this.servers.kafka?.pid === undefined ? {} : { kafka: this.servers.kafka.pid }),
      ...this.supervisor.pids(STAGE.simulators),
      ...this.supervisor.pids(STAGE.services),
    }
    return describeRun(this.context, pids)
  }

  private writeRun(): void {
    if (this.stopped === undefined) writeRunFile(this.folders.runFile, this.run())
  }

  stop(): Promise<void> {
    this.stopped ??= this.end()
    return this.stopped
  }

  private async end(): Promise<void> {
    fs.rmSync(this.folders.runFile, { force: true })
    await this.supervisor.stop()
    // Those that were being started end as well; their failure was said by `start`.
    const servers = await this.starting?.catch(() => undefined)
    await servers?.stop()
    this.record.clear()
    this.releasePorts()
    this.watchdog.dismiss()
    this.isStopped = true
    this.onStopped()
  }
}

async function addresses(port: number): Promise<Record<string, Record<string, string>>> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`)
  return (await answer.json()) as Record<string, Record<string, string>>
}

import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { command } from '../fetch/command'
import { waitForPort } from '../process/ports'
import { kafkaProperties, LOG4J } from './kafka-config'
import type { ServerControl } from './types'

export interface KafkaOptions {
  java: string
  jars: string
  folder: string
  port: number
  controllerPort: number
  heapMb: number
  logFile: string
  onStart: (pid: number) => void
  onExit: (pid: number, expected: boolean) => void
}

const START_MS = 60_000
const STOP_MS = 15_000

/** A one-node Kafka in KRaft mode, of its own process group. */
export class Kafka implements ServerControl {
  private child: ChildProcess | undefined

  constructor(private readonly options: KafkaOptions) {}

  get pid(): number | undefined {
    return this.child?.pid
  }

  private async prepare(): Promise<string> {
    const { folder, java, jars } = this.options
    const data = path.join(folder, 'data')
    fs.mkdirSync(data, { recursive: true })
    const properties = path.join(folder, 'kafka.properties')
    fs.writeFileSync(properties, kafkaProperties(this.options, data))
    fs.writeFileSync(path.join(folder, 'log4j2.properties'), LOG4J)
    if (!fs.existsSync(path.join(data, 'meta.properties'))) {
      // An identifier that begins with a dash would be read as an option.
      const id = `A${randomBytes(16).toString('base64url').slice(1, 22)}`
      const format = ['-cp', `${jars}/*`, 'kafka.tools.StorageTool', 'format', '-t', id, '-c', properties]
      await command(java, ['-XX:TieredStopAtLevel=1', ...format, '--ignore-formatted'], { timeoutMs: START_MS })
    }
    return properties
  }

  async start(): Promise<void> {
    const { java, jars, heapMb, folder, logFile, port, onStart, onExit } = this.options
    const properties = await this.prepare()
    fs.mkdirSync(path.dirname(logFile), { recursive: true })
    const output = fs.openSync(`${logFile}.out`, 'w')
    const options = [`-Xmx${heapMb}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError']
    const logging = [
      `-Dlog4j2.configurationFile=${path.join(folder, 'log4j2.properties')}`,
      `-Danamnese.log=${logFile}`,
    ]
    const child = spawn(java, [...options, ...logging, '-cp', `${jars}/*`, 'kafka.Kafka', properties], {
      detached: true,
      stdio: ['ignore', output, output],
    })
    fs.closeSync(output)
    this.child = child
    child.once('error', () => undefined) // no process number then: the wait below gives up
    child.once('exit', () => {
      if (child.pid !== undefined) onExit(child.pid, this.child !== child)
    })
    if (child.pid !== undefined) onStart(child.pid)
    const answered = await waitForPort(port, START_MS, () => child.pid === undefined || child.exitCode !== null)
    if (answered) return
    const how = child.exitCode === null ? `n'a pas répondu en ${START_MS / 1000} s` : "s'est arrêté au démarrage"
    await this.stop()
    const said = fs.readFileSync(`${logFile}.out`, 'utf8').trim().split('\n').slice(-3).join(' ')
    throw new Error(`Kafka ${how} (${logFile}) ${said}`)
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM')
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child
    this.child = undefined
    if (!child || child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await gone
    clearTimeout(force)
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import { StackError } from '../errors'
import type { Stage, Watchdog } from '../process/watchdog'
import { LogFile } from './log-file'

export interface ProcessSpec {
  name: string
  /** Arguments of Node: its options, the program, the program's arguments. */
  args: string[]
  env: Record<string, string>
  /** Answers 2xx once the process serves. */
  readyUrl: string
  stage: Stage
  logFile: string
}

export interface SupervisionEvents {
  log: (line: string) => void
  /** A new process number: after the first start and after each restart. */
  onStart: (name: string, pid: number) => void
  watchdog: Watchdog
}

const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
/** After this long without dying the next restart is quick again. */
const STEADY_MS = 60_000
const STOP_MS = 12_000
const POLL_MS = 150
/** A process that died so often before it served once will not serve. */
const HOPELESS = 4

/** One child process that is started again whenever it ends without having been asked to. */
export class Supervised {
  private child: ChildProcess | undefined
  private stopping = false
  private delay = FIRST_DELAY_MS
  private startedAt = 0
  private deaths = 0
  private timer: NodeJS.Timeout | undefined
  private readonly file: LogFile

  constructor(
    readonly spec: ProcessSpec,
    private readonly events: SupervisionEvents,
  ) {
    this.file = new LogFile(spec.logFile)
  }

  get name(): string {
    return this.spec.name
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  start(): void {
    const output = this.file.open()
    const child = spawn(process.execPath, this.spec.args, {
      env: this.spec.env,
      // Its own group: Ctrl-C reaches the launcher alone, which then stops everything in the right order.
      detached: true,
      stdio: ['ignore', output, output],
    })
    fs.closeSync(output)
    this.child = child
    this.startedAt = Date.now()
    child.once('error', (error) => {
      this.ended(error.message)
    })
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) {
        this.events.watchdog.remove(child.pid)
        endGroup(child.pid) // what it had started itself
      }
      this.ended(signal === null ? `code ${code ?? '?'}` : `signal ${signal}`)
    })
    if (child.pid === undefined) return
    this.events.watchdog.add(child.pid, this.spec.stage)
    this.events.onStart(this.name, child.pid)
  }

  private ended(how: string): void {
    this.child = undefined
    if (this.stopping) return
    this.deaths++
    if (Date.now() - this.startedAt > STEADY_MS) this.delay = FIRST_DELAY_MS
    const seconds = (this.delay / 1000).toFixed(1).replace('.', ',')
    this.events.log(`${this.name} s'est arrêté (${how}) ; relance dans ${seconds} s ; journal : ${this.spec.logFile}`)
    this.timer = setTimeout(() => {
      this.start()
      void this.waitReady(120_000).then(
        () => {
          this.events.log(`${this.name} est de nouveau prêt`)
        },
        () => undefined, // it ended again: said by the line above
      )
    }, this.delay)
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS)
  }

  /** @throws StackError when the process is not ready in time, with the last lines of its log */
  async waitReady(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs
    while (Date.now() < deadline && !this.stopping && this.deaths < HOPELESS) {
      if (this.child && (await answers(this.spec.readyUrl))) {
        this.deaths = 0
        return
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    if (this.stopping) throw new StackError('STOPPED', 'Démarrage interrompu.')
    const said = this.file.tail(5)
    throw new StackError(
      'NOT_READY',
      `${this.name} n'est pas prêt (${this.deaths} arrêts). Journal ${this.spec.logFile} :\n${said}`,
    )
  }

  keepLogSmall(): void {
    this.file.rotate()
  }

  /** Asks the process to end, and ends it by force when it takes too long. It is not started again. */
  async stop(): Promise<void> {
    this.stopping = true
    clearTimeout(this.timer)
    const child = this.child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const force = setTimeout(() => {
      this.events.log(`${this.name} ne s'arrête pas : il est interrompu`)
      child.kill('SIGKILL')
    }, STOP_MS)
    await gone
    clearTimeout(force)
  }
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // nothing was left of the group
  }
}

/** True when the address answers 2xx. A bare request: a dozen of them are made each moment of a start. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(url, { timeout: 3_000, agent: false }, (response) => {
      response.resume()
      resolve((response.statusCode ?? 0) >= 200 && (response.statusCode ?? 0) < 300)
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => {
      resolve(false) // nobody listens yet
    })
  })
}

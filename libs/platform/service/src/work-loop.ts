import type { Log } from '@anamnese/platform-logging'

const IDLE_MS = 1_000
const AFTER_ERROR_MS = 2_000

/** What only one replica at a time may do. */
export interface Lease {
  readonly held: boolean
  acquire(): Promise<boolean>
  release(): Promise<unknown>
  /** how long it is good for without being renewed */
  readonly durationMs: number
}

export interface WorkLoopOptions {
  /** one step of the work; true when there is more to do at once */
  turn: () => Promise<boolean>
  log: Log
  /** French, told when a turn fails: what starts again */
  failing: string
  /** how long to wait when there is nothing to do, unless woken */
  idleMs?: number
  /** how long to wait after a turn that failed */
  afterErrorMs?: number
  /** without it every replica works */
  lease?: Lease
}

/**
 * Work that goes on beside requests: `turn` again and again, at once while it says that there is more, else when woken, else after a
 * while. A turn that throws is told and tried again: the work itself is kept elsewhere. Stopping waits for the turn under way.
 */
export class WorkLoop {
  private readonly idleMs: number
  private running: Promise<void> | undefined
  private stopping = false
  private woken = false
  private rouse: () => void = () => undefined
  private lastTurn = Date.now()

  constructor(private readonly options: WorkLoopOptions) {
    this.idleMs = options.idleMs ?? IDLE_MS
  }

  get ended(): boolean {
    return this.stopping
  }

  start(): void {
    this.running ??= this.run()
  }

  /** There may be something to do. */
  wake(): void {
    this.woken = true
    this.rouse()
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.rouse()
    await this.running
    await this.options.lease?.release().catch(() => undefined)
  }

  /** For liveness: did a turn, or a part of one, end in this time? */
  isAlive(withinMs: number): boolean {
    return Date.now() - this.lastTurn < withinMs
  }

  /** A long turn says that it still works. */
  alive(): void {
    this.lastTurn = Date.now()
  }

  /** Waits, or less when woken. */
  async pause(milliseconds: number): Promise<void> {
    if (this.woken || this.stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.rouse = () => undefined
  }

  /** Waits whole, unless the loop stops: more work does not make a partner answer. */
  async rest(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds
    while (!this.stopping && Date.now() < end) {
      this.woken = false
      this.alive()
      await this.pause(Math.max(1, Math.min(5_000, end - Date.now())))
    }
  }

  private async run(): Promise<void> {
    const { lease } = this.options
    const renewal = lease && setInterval(() => void this.renew(lease), lease.durationMs / 3)
    while (!this.stopping) {
      this.woken = false
      this.alive()
      await this.step(lease)
    }
    clearInterval(renewal)
  }

  private async step(lease: Lease | undefined): Promise<void> {
    const { turn, log, failing } = this.options
    try {
      if (lease && !lease.held && !(await lease.acquire())) await this.rest(lease.durationMs / 3)
      else if (!(await turn())) await this.pause(this.idleMs)
    } catch (error) {
      log.warn({ err: error }, failing)
      await this.rest(this.options.afterErrorMs ?? AFTER_ERROR_MS)
    }
  }

  private async renew(lease: Lease): Promise<void> {
    try {
      if (lease.held) await lease.acquire()
    } catch (error) {
      this.options.log.warn({ err: error }, 'bail non renouvelé')
    }
  }
}

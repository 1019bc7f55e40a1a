import type { Stage } from '../process/watchdog'
import { Supervised, type ProcessSpec, type SupervisionEvents } from './supervised'

const LOG_CHECK_MS = 60_000

/** The child processes of a running system. */
export class Supervisor {
  private readonly all: Supervised[] = []
  private readonly timer: NodeJS.Timeout

  constructor(private readonly events: SupervisionEvents) {
    this.timer = setInterval(() => {
      for (const process of this.all) process.keepLogSmall()
    }, LOG_CHECK_MS)
    this.timer.unref()
  }

  pids(stage: Stage): Record<string, number> {
    const living = this.all.filter(({ spec, pid }) => spec.stage === stage && pid !== undefined)
    return Object.fromEntries(living.map(({ name, pid }) => [name, pid ?? 0]))
  }

  /** Starts processes together and waits until each of them serves. */
  async start(specs: ProcessSpec[], timeoutMs: number): Promise<void> {
    const started = specs.map((spec) => new Supervised(spec, this.events))
    this.all.push(...started)
    for (const process of started) process.start()
    await Promise.all(started.map((process) => process.waitReady(timeoutMs)))
  }

  /** Stops stage after stage, the services before what they use. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    const stages = [...new Set(this.all.map(({ spec }) => spec.stage))].sort()
    for (const stage of stages) {
      await Promise.all(this.all.filter(({ spec }) => spec.stage === stage).map((process) => process.stop()))
    }
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type { PlayedSystem } from './system'

/** Takes the PFI away, as a crash that repeats would: its process is killed each time that it comes back. */
export class Outage {
  private stopped = false
  private running: Promise<void> = Promise.resolve()

  constructor(private readonly system: PlayedSystem) {}

  async stopPfi(): Promise<void> {
    this.stopped = true
    this.kill()
    this.running = this.keepDown()
    await wait(200)
  }

  /** Lets the supervisor start it again, and waits until it answers. */
  async resumePfi(): Promise<void> {
    this.stopped = false
    await this.running
    for (let left = 300; left > 0; left--) {
      const { services } = this.system.current()
      const up = await fetch(`${services['pfi'] ?? ''}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (up) return
      await wait(200)
    }
    throw new Error('la PFI ne revient pas')
  }

  private async keepDown(): Promise<void> {
    while (this.stopped) {
      this.kill()
      await wait(100)
    }
  }

  private kill(): void {
    const pid = this.system.current().pids['pfi']
    if (pid === undefined) return
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Already gone: that is what is wanted.
    }
  }
}

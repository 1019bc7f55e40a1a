import type { Log } from '@anamnese/platform-logging'

const IDLE_MS = 1_000
const AFTER_ERROR_MS = 2_000

/** Does `turn` again and again: at once while it says that there is more, else when woken, else every second. */
export class Loop {
  private running: Promise<void> | undefined
  private stopping = false
  private woken = false
  private rouse: () => void = () => undefined

  constructor(
    private readonly turn: () => Promise<boolean>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.running ??= this.run()
  }

  wake(): void {
    this.woken = true
    this.rouse()
  }

  /** Ends after the turn under way. */
  async stop(): Promise<void> {
    this.stopping = true
    this.wake()
    await this.running
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false
      let more = false
      let pause = IDLE_MS
      try {
        more = await this.turn()
      } catch (error) {
        // The database is away, or the error is ours: what was under way is taken up again later.
        this.log.error({ err: error }, 'tour de travail interrompu')
        pause = AFTER_ERROR_MS
      }
      if (!more) await this.pause(pause)
    }
  }

  private async pause(ms: number): Promise<void> {
    if (this.woken || this.stopping) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

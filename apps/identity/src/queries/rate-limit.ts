/** A number of acts a minute for each sender, on a window that slides with it. */
export class RateLimit {
  private readonly windows = new Map<string, { since: number; count: number }>()

  constructor(private readonly perMinute: number) {}

  /** Counts one act; false when there are too many. */
  allows(sender: string, now = Date.now()): boolean {
    const window = this.windows.get(sender)
    if (!window || now - window.since >= 60_000) {
      if (this.windows.size > 1000) this.windows.clear()
      this.windows.set(sender, { since: now, count: 1 })
      return true
    }
    window.count++
    return window.count <= this.perMinute
  }
}

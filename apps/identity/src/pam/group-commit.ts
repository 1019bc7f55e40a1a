interface Waiting<T, R> {
  item: T
  resolve: (result: R) => void
  reject: (error: unknown) => void
}

/**
 * One commit for everything that waits: under load, a transaction serves many messages; alone, a message does not wait. Items are
 * handled in the order of their arrival, one batch at a time.
 */
export class GroupCommit<T, R> {
  private readonly waiting: Waiting<T, R>[] = []
  private running = false
  private current: Promise<void> = Promise.resolve()

  /**
   * @param work commits a batch, and gives one result per item, in order
   * @param maxBatch items of one batch at most
   * @param isOfOne may this failure be that of one item? Then each is tried alone; if not, all fail at once
   */
  constructor(
    private readonly work: (items: T[]) => Promise<R[]>,
    private readonly maxBatch: number,
    private readonly isOfOne: (error: unknown) => boolean = () => true,
  ) {}

  async submit(item: T): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject })
      if (!this.running) {
        this.running = true
        this.current = this.run()
      }
    })
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.current
  }

  private async run(): Promise<void> {
    // What arrives in the same turn goes in the same batch.
    await Promise.resolve()
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.maxBatch)
      await this.settle(batch)
    }
    this.running = false
  }

  private async settle(batch: Waiting<T, R>[]): Promise<void> {
    let results: R[]
    try {
      results = await this.work(batch.map((one) => one.item))
    } catch (error) {
      if (batch.length > 1 && this.isOfOne(error)) for (const one of batch) await this.settle([one])
      else for (const one of batch) one.reject(error)
      return
    }
    batch.forEach((one, index) => {
      one.resolve(results[index] as R)
    })
  }
}

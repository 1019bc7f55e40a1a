import { InsiError } from './insi-error'

export interface BreakerOptions {
  /** failures in a row after which no call is made for a while; 5 by default */
  threshold?: number
  /** how long no call is made; one minute by default */
  openMs?: number
  now?: () => number
}

/**
 * Spares a teleservice that is down, and the people who wait for it: after several failures in a row calls are refused at once for a
 * while, then one is let through to see.
 */
export class CircuitBreaker {
  private readonly threshold: number
  private readonly openMs: number
  private readonly now: () => number
  private failures = 0
  private openUntil = 0
  private trying = false

  constructor({ threshold = 5, openMs = 60_000, now = Date.now }: BreakerOptions = {}) {
    this.threshold = threshold
    this.openMs = openMs
    this.now = now
  }

  /** Until when calls are refused, in milliseconds; undefined when they are made. */
  get suspendedUntil(): number | undefined {
    return this.openUntil > this.now() ? this.openUntil : undefined
  }

  /**
   * Makes the call, unless the teleservice is left alone.
   *
   * @throws InsiError `INSI.UNAVAILABLE`, failure `suspended`; or whatever the call throws
   */
  async call<T>(work: () => Promise<T>): Promise<T> {
    if (this.suspendedUntil !== undefined || (this.failures >= this.threshold && this.trying)) throw suspended()
    this.trying = this.failures >= this.threshold
    try {
      const result = await work()
      this.failures = 0
      return result
    } catch (error) {
      this.note(error)
      throw error
    } finally {
      this.trying = false
    }
  }

  private note(error: unknown): void {
    if (!(error instanceof InsiError) || !error.ofService) {
      // The teleservice answered: what is wrong is in the request.
      if (error instanceof InsiError) this.failures = 0
      return
    }
    this.failures += 1
    if (this.failures >= this.threshold) this.openUntil = this.now() + this.openMs
  }
}

function suspended(): InsiError {
  const message = 'INSi est indisponible depuis plusieurs appels : les appels sont suspendus quelques instants.'
  return new InsiError('INSI.UNAVAILABLE', message, undefined, { failure: 'suspended' })
}

const FIRST_MS = 5_000
const LAST_MS = 600_000

/**
 * Delay before the next attempt: 5 s doubled at each failure, ten minutes at most, more or less a fifth so that queues that broke
 * together do not come back together.
 */
export function retryDelay(failures: number, random: () => number = Math.random, first = FIRST_MS): number {
  const delay = Math.min(LAST_MS, first * 2 ** Math.min(failures, 20))
  return Math.round(delay * (0.8 + 0.4 * random()))
}

/** The value below which a part of the samples is, by the nearest rank. @param part between 0 and 1 */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(part * sorted.length) - 1))] ?? Number.NaN
}

/** Rounded for people: three significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

/**
 * Does `total` things with `concurrency` of them at a time.
 * @returns how many were done per second
 */
export async function rate(
  total: number,
  concurrency: number,
  work: (index: number, lane: number) => Promise<void>,
): Promise<number> {
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: concurrency }, async (_, lane) => {
      while (next < total) await work(next++, lane)
    }),
  )
  return total / ((performance.now() - began) / 1000)
}

/** The same for a time: as many as possible. */
export async function rateFor(seconds: number, concurrency: number, work: () => Promise<void>): Promise<number> {
  const end = performance.now() + seconds * 1000
  const began = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() < end) {
        await work()
        done += 1
      }
    }),
  )
  return done / ((performance.now() - began) / 1000)
}

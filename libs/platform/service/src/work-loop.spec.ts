import type { Log } from '@anamnese/platform-logging'
import { WorkLoop } from './work-loop'

const told: string[] = []
const log = { warn: (_: object, said: string) => told.push(said) } as unknown as Log

/** Each turn takes the next answer; after the last one there is nothing to do. */
function working(answers: (boolean | Error)[], options: object = {}) {
  const turns: number[] = []
  const loop = new WorkLoop({
    turn: () => {
      const answer = answers[turns.length] ?? false
      turns.push(turns.length)
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    log,
    failing: 'reprend',
    idleMs: 60_000,
    afterErrorMs: 1,
    ...options,
  })
  return { loop, turns }
}
const until = async (done: () => boolean): Promise<void> => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 2))
}

it('works at once while there is more, then waits to be woken', async () => {
  const { loop, turns } = working([true, true, false])
  loop.start()
  await until(() => turns.length === 3)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(turns).toHaveLength(3)
  loop.wake()
  await until(() => turns.length === 4)
  await loop.stop()
})

it('what wakes it during a turn is not lost', async () => {
  const { loop, turns } = working([])
  loop.start()
  loop.wake()
  await until(() => turns.length === 2)
  await loop.stop()
})

it('a turn that fails is told and tried again', async () => {
  const { loop, turns } = working([new Error('away'), false])
  loop.start()
  await until(() => turns.length === 2)
  await loop.stop()
  expect(told).toEqual(['reprend'])
})

it('only who has the lease works, and gives it back at the end', async () => {
  let free = false
  const lease = {
    held: false,
    durationMs: 6,
    acquire: () => Promise.resolve((lease.held = free)),
    release: () => Promise.resolve((lease.held = false)),
  }
  const { loop, turns } = working([], { lease })
  loop.start()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(turns).toHaveLength(0)
  free = true
  await until(() => turns.length > 0)
  await loop.stop()
  expect(lease.held).toBe(false)
})

it('stopping waits for the turn under way, and for no pause', async () => {
  let ended = false
  const loop = new WorkLoop({
    turn: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      ended = true
      return false
    },
    log,
    failing: '',
    idleMs: 60_000,
  })
  loop.start()
  await loop.stop()
  expect(ended).toBe(true)
})

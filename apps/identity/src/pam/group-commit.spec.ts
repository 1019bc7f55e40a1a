import { GroupCommit } from './group-commit'

const pause = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('one commit for what waits', () => {
  it('keeps the order, one batch at a time, never larger than asked', async () => {
    const batches: number[][] = []
    let running = 0
    const group = new GroupCommit<number, number>(async (items) => {
      expect(++running).toBe(1)
      batches.push(items)
      await pause()
      running--
      return items.map((item) => item * 10)
    }, 4)
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => group.submit(index)))
    expect(results).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90])
    expect(batches).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ])
    expect(await group.submit(7)).toBe(70)
  })

  it('one that fails does not take the others with it', async () => {
    const group = new GroupCommit<number, number>(async (items) => {
      await pause()
      if (items.includes(2)) throw new Error('refusé')
      return items
    }, 10)
    const results = await Promise.allSettled([1, 2, 3].map((item) => group.submit(item)))
    expect(results.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('a failure that is of no item in particular is told to all at once', async () => {
    let tries = 0
    const down = async (): Promise<number[]> => {
      tries++
      await pause()
      throw new Error('base indisponible')
    }
    const group = new GroupCommit<number, number>(down, 10, () => false)
    const results = await Promise.allSettled([1, 2, 3].map((item) => group.submit(item)))
    expect(results.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(tries).toBe(1)
  })

  it('takes what is submitted while it ends', async () => {
    const group = new GroupCommit<number, number>(async (items) => items, 1)
    const chain = async (left: number): Promise<number> =>
      left === 0 ? 0 : 1 + (await group.submit(1).then(() => chain(left - 1)))
    expect(await chain(200)).toBe(200)
    await group.idle()
  })
})

import { readOptions } from './options'
import { percentile, rate, rateFor, rounded } from './statistics'

describe('the figures of the bench', () => {
  it('percentiles are by the nearest rank', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect([0.5, 0.95, 1].map((part) => percentile(samples, part))).toEqual([50, 95, 100])
    expect(percentile([7], 0.95)).toBe(7)
  })

  it('every piece of work is done once, no more than the concurrency at a time', async () => {
    const done: number[] = []
    let running = 0
    let most = 0
    const perSecond = await rate(50, 4, async (index) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running--
      done.push(index)
    })
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index))
    expect(most).toBe(4)
    expect(perSecond).toBeGreaterThan(0)
  })

  it('reading for a time stops at its end', async () => {
    const perSecond = await rateFor(0.1, 2, () => new Promise((resolve) => setTimeout(resolve, 10)))
    expect(perSecond).toBeGreaterThan(20)
    expect(perSecond).toBeLessThan(220)
  })

  it('figures are rounded to what they mean', () => {
    expect(rounded(1234.5)).toBe(1230)
    expect(rounded(0.51239)).toBe(0.512)
  })

  it('the command line is checked', () => {
    expect(readOptions(['--only', 'adt,reads', '--messages', '50'])).toMatchObject({
      only: ['adt', 'reads'],
      messages: 50,
    })
    expect(() => readOptions(['--only', 'nothing'])).toThrow('Mesure inconnue')
    expect(() => readOptions(['--letters', '0'])).toThrow('--letters')
  })
})

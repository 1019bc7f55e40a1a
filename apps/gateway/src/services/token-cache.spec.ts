import type { Actor } from '@anamnese/contracts'
import { TokenCache } from './token-cache'

const actor = { id: 'a1', permissions: ['patient.read'] } as unknown as Actor

test('one signature serves the same actor for half of its life, and no longer', async () => {
  let signatures = 0
  let now = 0
  const cache = new TokenCache(
    async () => `t${String(++signatures)}`,
    () => now,
  )
  expect(await cache.get(actor)).toBe('t1')
  now = 29_999
  expect(await cache.get({ ...actor })).toBe('t1')
  now = 30_000
  expect(await cache.get(actor)).toBe('t2')
})

test('other rights or another open record are another token', async () => {
  const cache = new TokenCache(async (given) => JSON.stringify(given))
  const other = { ...actor, patientContext: { patientId: 'p1', purpose: 'care' as const } }
  expect(await cache.get(other)).not.toBe(await cache.get(actor))
})

test('a signature that failed is tried again', async () => {
  let fails = true
  const cache = new TokenCache(async () => {
    if (fails) throw new Error('no key')
    return 't'
  })
  await expect(cache.get(actor)).rejects.toThrow('no key')
  fails = false
  expect(await cache.get(actor)).toBe('t')
})

import { hashSecret, newSecret, verifySecret } from './secret-hash'

test('only the secret that was hashed is verified, and the hash does not show it', async () => {
  const secret = newSecret()
  const hash = await hashSecret(secret)
  expect(hash).toMatch(/^scrypt\$16384\$8\$1\$/)
  expect(hash).not.toContain(secret)
  expect(await verifySecret(secret, hash)).toBe(true)
  expect(await verifySecret(`${secret}x`, hash)).toBe(false)
  expect(await verifySecret(secret, 'plain')).toBe(false)
})

test('the same secret has two hashes: each has its salt', async () => {
  expect(await hashSecret('a')).not.toBe(await hashSecret('a'))
})

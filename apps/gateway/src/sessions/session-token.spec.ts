import { newSessionToken, sessionIdOf, SessionVault } from './session-token'

test('the store keeps a hash of the cookie’s value, always the same for the same value', () => {
  const token = newSessionToken()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(sessionIdOf(token)).toBe(sessionIdOf(token))
  expect(sessionIdOf(token)).not.toContain(token)
})

test('what the vault sealed is opened only with the same secret', () => {
  const vault = new SessionVault('a secret of at least thirty-two bytes')
  const sealed = vault.seal({ idToken: 'abc' })
  expect(sealed).not.toContain('abc')
  expect(vault.open(sealed)).toEqual({ idToken: 'abc' })
  expect(() => new SessionVault('another secret of at least thirty-two').open(sealed)).toThrow()
})

import { readCredentials } from './credentials'

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

test('the credentials of a client come by Basic or by the form', () => {
  const expected = { clientId: 'bench', clientSecret: 's' }
  expect(readCredentials(basic('bench:s'), {})).toEqual(expected)
  expect(readCredentials(undefined, { client_id: 'bench', client_secret: 's' })).toEqual(expected)
})

test('a secret with special characters is read encoded as RFC 6749 asks, or as it is', () => {
  expect(readCredentials(basic('bench:a%3Ab%2Bc'), {}).clientSecret).toBe('a:b+c')
  expect(readCredentials(basic('bench:a:100%'), {}).clientSecret).toBe('a:100%')
})

test('two ways at once, or none, are refused', () => {
  expect(() => readCredentials(basic('a:b'), { client_secret: 'b' })).toThrow(/invalid_request/)
  for (const authorization of [undefined, 'Bearer x', 'Basic !!', basic('nocolon')])
    expect(() => readCredentials(authorization, {})).toThrow(/invalid_client/)
})

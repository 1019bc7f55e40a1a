import { requestHeaders, responseHeaders } from './headers'

test('what belongs to the caller’s connection or session does not reach a service', () => {
  const headers = requestHeaders(
    {
      host: 'dpi.example',
      cookie: 'a=1',
      authorization: 'Bearer x',
      connection: 'keep-alive, x-secret-hop',
      'x-secret-hop': '1',
      'x-forwarded-for': '1.2.3.4',
      'content-type': 'application/json',
      'if-none-match': '"1"',
    },
    { authorization: 'Bearer internal' },
  )
  expect(headers).toEqual({
    'content-type': 'application/json',
    'if-none-match': '"1"',
    authorization: 'Bearer internal',
  })
})

test('an answer is not stored unless its service says so, and sets no cookie', () => {
  const headers = responseHeaders({ 'set-cookie': ['a=1'], 'content-type': 'application/json', connection: 'close' })
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' })
  expect(headers).not.toHaveProperty('set-cookie')
  expect(responseHeaders({ 'cache-control': 'private, max-age=60' })).toMatchObject({
    'cache-control': 'private, max-age=60',
  })
})

test('a document that came from outside may not run anything in our origin; a PDF stays readable', () => {
  expect(responseHeaders({ 'content-type': 'text/html' })['content-security-policy']).toContain("default-src 'none'")
  expect(responseHeaders({ 'content-type': 'application/pdf' })['content-security-policy']).toBe(
    "frame-ancestors 'self'",
  )
})

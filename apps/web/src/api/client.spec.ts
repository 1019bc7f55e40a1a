import { address, call, rememberCsrfToken, whenSignedOut } from './client'
import { ApiError } from './problem'

type Answer = (url: string, init: RequestInit) => Response | Promise<Response>

function server(answer: Answer): { url: string; init: RequestInit }[] {
  const seen: { url: string; init: RequestInit }[] = []
  globalThis.fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : input.toString()
    seen.push({ url, init })
    return answer(url, init)
  }
  return seen
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })

describe('the way to the server', () => {
  const real = globalThis.fetch
  const page = { location: { pathname: '/dossiers/p-1/documents' } }
  beforeEach(() => {
    Object.assign(globalThis, { window: page })
  })
  afterEach(() => {
    globalThis.fetch = real
    rememberCsrfToken(undefined)
    whenSignedOut(() => undefined)
  })

  it('leaves empty filters out of the address', () => {
    expect(address('/api/letters', { q: 'le goff', state: '', page: 2, unit: undefined })).toBe(
      '/api/letters?q=le+goff&page=2',
    )
  })

  it('sends the CSRF token with unsafe requests only', async () => {
    const seen = server(() => json({ ok: true }))
    rememberCsrfToken('t-1')
    await call('GET', '/api/patients')
    await call('POST', '/api/patients/1/access', { body: {} })
    expect(new Headers(seen[0]!.init.headers).get('x-csrf-token')).toBeNull()
    expect(new Headers(seen[1]!.init.headers).get('x-csrf-token')).toBe('t-1')
  })

  it('says which open record the call is about', async () => {
    const seen = server(() => json([]))
    await call('GET', '/api/letters/l-1')
    page.location.pathname = '/envois'
    await call('GET', '/api/dmp/orders')
    expect(new Headers(seen[0]!.init.headers).get('x-patient-id')).toBe('p-1')
    expect(new Headers(seen[1]!.init.headers).has('x-patient-id')).toBe(false)
  })

  it('says that the session is over when the server answers 401', async () => {
    const signedOut = jest.fn()
    whenSignedOut(signedOut)
    server(() => json({ title: 'Session terminée', code: 'SESSION.NONE' }, 401))
    await expect(call('GET', '/auth/session')).rejects.toMatchObject({ code: 'SESSION.NONE' })
    expect(signedOut).toHaveBeenCalledTimes(1)
  })

  it('turns an unreachable server into a sentence', async () => {
    server(() => Promise.reject(new TypeError('fetch failed')))
    await expect(call('GET', '/api/wards')).rejects.toMatchObject({ code: 'NETWORK.UNREACHABLE' })
  })

  it('refuses an answer that calls itself JSON and is not', async () => {
    server(() => new Response('{', { headers: { 'content-type': 'application/json' } }))
    await expect(call('GET', '/api/wards')).rejects.toBeInstanceOf(ApiError)
  })
})

import { createHash, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { CookieBrowser, type PscSimulator, signInThroughPsc, startPscSimulator } from './index'

const CALLBACK = 'http://localhost:9/auth/psc/callback'
const verifier = randomBytes(32).toString('base64url')
let psc: PscSimulator

beforeAll(async () => {
  psc = await startPscSimulator({
    clients: [
      {
        clientId: 'dpi',
        clientSecret: 'a-secret-of-the-test-which-is-long-enough',
        redirectUris: [CALLBACK],
        postLogoutRedirectUris: ['http://localhost:9/'],
      },
    ],
  })
})
afterAll(async () => {
  await psc.close()
})
beforeEach(async () => {
  await fetch(`${psc.adminUrl}/faults`, { method: 'DELETE' })
})

async function discovery(): Promise<Record<string, string>> {
  return (await (await fetch(psc.discoveryUrl)).json()) as Record<string, string>
}

async function authorizationUrl(change: Record<string, string> = {}): Promise<string> {
  const { authorization_endpoint: endpoint } = await discovery()
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'dpi',
    redirect_uri: CALLBACK,
    scope: 'openid scope_all',
    acr_values: 'eidas1',
    state: 's1',
    nonce: 'n1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  })
  return `${endpoint!}?${query.toString()}`
}

const atCallback = (location: string): boolean => location.startsWith(CALLBACK)

async function signIn(idNat = '810100000008'): Promise<{ redirect: URL; browser: CookieBrowser }> {
  const browser = new CookieBrowser()
  const answer = await signInThroughPsc(browser, await authorizationUrl(), idNat, 'e-CPS', atCallback)
  return { redirect: new URL(answer.headers.get('Location')!), browser }
}

interface TokenAnswer {
  access_token: string
  refresh_token: string
  id_token: string
  expires_in: number
  error?: string
}

async function token(parameters: Record<string, string>): Promise<TokenAnswer> {
  const { token_endpoint: endpoint } = await discovery()
  const response = await fetch(endpoint!, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: 'dpi',
      client_secret: 'a-secret-of-the-test-which-is-long-enough',
      ...parameters,
    }),
  })
  return (await response.json()) as TokenAnswer
}

async function exchange(redirect: URL, codeVerifier = verifier): Promise<TokenAnswer> {
  return token({
    grant_type: 'authorization_code',
    code: redirect.searchParams.get('code')!,
    redirect_uri: CALLBACK,
    code_verifier: codeVerifier,
  })
}

test('it is found at the name that Pro Santé Connect uses, and only there', async () => {
  const configuration = await discovery()
  expect(configuration.issuer).toBe(psc.issuer)
  expect(configuration.token_endpoint).toBe(`${psc.issuer}/protocol/openid-connect/token`)
  expect(configuration.jwks_uri).toBe(`${psc.issuer}/protocol/openid-connect/certs`)
  expect((await fetch(`${psc.issuer}/.well-known/openid-configuration`)).status).toBe(404)
})

test('a person signs in by a plain form, and the ID token carries acr eidas1 and verifies with the published keys', async () => {
  const { redirect } = await signIn()
  expect(redirect.searchParams.get('state')).toBe('s1')
  expect(redirect.searchParams.get('iss')).toBe(psc.issuer)
  const tokens = await exchange(redirect)
  expect(tokens.expires_in).toBe(120)
  const keys = createRemoteJWKSet(new URL((await discovery()).jwks_uri!))
  const { payload } = await jwtVerify(tokens.id_token, keys, { issuer: psc.issuer, audience: 'dpi' })
  expect(payload).toMatchObject({ acr: 'eidas1', azp: 'dpi', nonce: 'n1' })
})

test('the userinfo answer has the identifiers and exercises of the person', async () => {
  const { redirect } = await signIn()
  const { access_token: accessToken } = await exchange(redirect)
  const { userinfo_endpoint: endpoint } = await discovery()
  const response = await fetch(endpoint!, { headers: { Authorization: `Bearer ${accessToken}` } })
  const claims = (await response.json()) as Record<string, unknown>
  expect(claims.SubjectNameID).toBe('810100000008')
  expect(claims.SubjectRefPro).toMatchObject({
    exercices: [{ codeProfession: '10', codeSavoirFaire: 'SM04', activities: [{ numeroFinessSite: '220000020' }] }],
  })
})

test('a token request without the right code verifier is refused', async () => {
  const { redirect } = await signIn()
  expect((await exchange(redirect, 'x'.repeat(43))).error).toBe('invalid_grant')
})

test('a request without state, nonce, acr_values=eidas1 or PKCE S256 is refused', async () => {
  for (const change of [{ state: '' }, { nonce: '' }, { acr_values: 'eidas2' }, { code_challenge_method: 'plain' }]) {
    expect((await fetch(await authorizationUrl(change), { redirect: 'manual' })).status).toBe(400)
  }
})

test('tokens are refreshed while the session lasts', async () => {
  const { redirect } = await signIn()
  const first = await exchange(redirect)
  const second = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })
  expect(second.access_token).toBeTruthy()
  expect(second.access_token).not.toBe(first.access_token)
})

test('who cancels comes back with access_denied', async () => {
  const browser = new CookieBrowser()
  const login = await browser.get(await authorizationUrl())
  const answer = await browser.post(login.url, { choice: 'cancel' }, atCallback)
  expect(new URL(answer.headers.get('Location')!).searchParams.get('error')).toBe('access_denied')
})

test('the faults change what is answered', async () => {
  psc.setFaults({ acr: 'eidas2', nonce: 'wrong', tokenSeconds: 5 })
  const tokens = await exchange((await signIn()).redirect)
  expect(tokens.expires_in).toBe(5)
  expect(decodeJwt(tokens.id_token)).toMatchObject({ acr: 'eidas2', nonce: 'another-nonce' })
  const wrong = await fetch(`${psc.adminUrl}/faults`, { method: 'PUT', body: JSON.stringify({ nonce: 'maybe' }) })
  expect(wrong.status).toBe(400)
})

test('the signature can come from a key that is not published', async () => {
  psc.setFaults({ signature: 'other-key' })
  const tokens = await exchange((await signIn()).redirect)
  const keys = createRemoteJWKSet(new URL((await discovery()).jwks_uri!))
  await expect(jwtVerify(tokens.id_token, keys)).rejects.toThrow(/signature/)
})

test('after a logout by the service the login page is shown again', async () => {
  const { redirect, browser } = await signIn()
  const { id_token: idToken } = await exchange(redirect)
  const { end_session_endpoint: endpoint } = await discovery()
  const query = new URLSearchParams({
    id_token_hint: idToken,
    post_logout_redirect_uri: 'http://localhost:9/',
    state: 'x',
  })
  const logout = await browser.get(`${endpoint!}?${query.toString()}`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(logout.body)![1]!
  const end = await browser.post(`${endpoint!}/confirm`, { xsrf, logout: 'yes' }, (url) =>
    url.startsWith('http://localhost:9/'),
  )
  expect(end.headers.get('Location')).toBe('http://localhost:9/?state=x')
  expect((await browser.get(await authorizationUrl(), atCallback)).url).toContain('/interaction/')
})

test('when it is down, connections are cut', async () => {
  psc.setFaults({ down: true })
  await expect(fetch(psc.discoveryUrl)).rejects.toThrow()
})

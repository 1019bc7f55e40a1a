import { logoutUrl, type PscSignIn, refreshTokens, SignInError, verifyLogoutToken } from '@anamnese/interop-psc'
import { CookieBrowser, type PscFaults, type PscSimulator, signInThroughPsc, startPscSimulator } from './index'
import { type RelyingParty, startRelyingParty } from './testing/relying-party'

let psc: PscSimulator
let party: Awaited<ReturnType<typeof startRelyingParty>>

beforeAll(async () => {
  party = await startRelyingParty()
  psc = await startPscSimulator({
    clients: [
      {
        clientId: 'dpi',
        clientSecret: 'a-secret-of-the-test-which-is-long-enough',
        redirectUris: [party.callbackUrl],
        postLogoutRedirectUris: [`${party.url}/`],
      },
    ],
  })
  party.use({ issuer: psc.issuer, discoveryUrl: psc.discoveryUrl })
})
afterAll(async () => {
  await Promise.all([party.close(), psc.close()])
})
beforeEach(async () => {
  await fetch(`${psc.adminUrl}/faults`, { method: 'DELETE' })
  delete (party as Partial<RelyingParty>).last
})

async function signIn(browser = new CookieBrowser(), person = '810100000008'): Promise<PscSignIn> {
  await signInThroughPsc(browser, `${party.url}/auth/login?returnTo=/patients`, person)
  if (!party.last || 'error' in party.last) throw party.last?.error ?? new Error('no callback')
  return party.last.signIn
}

async function codeWith(faults: Partial<PscFaults>): Promise<string> {
  psc.setFaults(faults)
  try {
    await signIn()
    return 'signed in'
  } catch (error) {
    if (error instanceof SignInError) return error.code
    throw error
  }
}

test('a professional signs in: idNat, names, exercises and tokens, and comes back where they were', async () => {
  const { person, tokens, returnTo } = await signIn()
  expect(person).toMatchObject({ idNat: '810100000008', family: 'KERVADEC', given: 'MAËLLE', issuer: psc.issuer })
  expect(person.exercises).toMatchObject([{ specialty: { code: 'G15_10/SM04' }, establishment: '220000020' }])
  expect(tokens.refreshToken).toBeTruthy()
  expect(tokens.expiresAt! - Date.now()).toBeLessThanOrEqual(120_000)
  expect(returnTo).toBe('/patients')
})

test('the authorization request has acr_values=eidas1 and PKCE S256, the token request the code verifier (PSC.08)', async () => {
  await fetch(`${psc.adminUrl}/records`, { method: 'DELETE' })
  await signIn()
  const records = (await (await fetch(`${psc.adminUrl}/records`)).json()) as { kind: string; detail: object }[]
  expect(records.find(({ kind }) => kind === 'authorization')?.detail).toMatchObject({
    acrValues: 'eidas1',
    codeChallengeMethod: 'S256',
    scope: 'openid scope_all',
    problem: '',
  })
  expect(records.find(({ kind }) => kind === 'token')?.detail).toMatchObject({ codeVerifier: 'yes', error: '' })
})

test.each<[string, Partial<PscFaults>, string]>([
  ['an acr that is not eidas1', { acr: 'eidas2' }, 'SIGN_IN.ACR'],
  ['no acr at all', { acr: null }, 'SIGN_IN.ACR'],
  ['another nonce', { nonce: 'wrong' }, 'SIGN_IN.NONCE'],
  ['no nonce', { nonce: 'missing' }, 'SIGN_IN.NONCE'],
  ['a signature by a key that is not published', { signature: 'other-key' }, 'SIGN_IN.SIGNATURE'],
  ['no signature', { signature: 'unsigned' }, 'SIGN_IN.SIGNATURE'],
  ['another issuer', { issuer: 'wrong' }, 'SIGN_IN.ISSUER'],
  ['another audience', { audience: 'wrong' }, 'SIGN_IN.AUDIENCE'],
  ['another authorized party', { azp: 'wrong' }, 'SIGN_IN.AUDIENCE'],
  ['an ID token that is over', { expired: true }, 'SIGN_IN.EXPIRED'],
  ['a response of another issuer', { responseIssuer: 'wrong' }, 'SIGN_IN.ISSUER'],
  ['a response without the iss that the provider announces', { responseIssuer: 'missing' }, 'SIGN_IN.ISSUER'],
  ['a userinfo about somebody else', { userinfo: 'other-sub' }, 'SIGN_IN.SUBJECT'],
  ['a userinfo that is badly signed', { userinfo: 'badly-signed-jwt' }, 'SIGN_IN.SIGNATURE'],
  ['a userinfo that fails', { userinfo: 'error' }, 'SIGN_IN.PROVIDER'],
  ['a refusal', { accessDenied: true }, 'SIGN_IN.CANCELLED'],
])('%s stops the sign-in', async (_case, faults, code) => {
  expect(await codeWith(faults)).toBe(code)
})

test('a userinfo that is a signed JWT is read as well', async () => {
  expect(await codeWith({ userinfo: 'jwt' })).toBe('signed in')
})

test('several activities give several exercises, and no RPPS gives none', async () => {
  psc.setFaults({ severalActivities: true })
  expect((await signIn()).person.exercises).toHaveLength(2)
  psc.setFaults({ severalActivities: false, noRpps: true })
  expect((await signIn()).person).toMatchObject({ idNat: '3220000020/CPET0008', exercises: [] })
})

test('a callback with another state, or without its cookie, is refused and the transaction cannot be used twice', async () => {
  const browser = new CookieBrowser()
  const login = await browser.get(`${party.url}/auth/login`)
  const atCallback = (location: string): boolean => location.startsWith(party.callbackUrl)
  const answer = await browser.post(login.url, { person: '810100000008', means: 'CPS', choice: 'accept' }, atCallback)
  const callback = answer.headers.get('Location')!
  expect((await new CookieBrowser().get(callback)).status).toBe(400)
  const forged = callback.replace(/state=[^&]+/, `state=${'A'.repeat(43)}`)
  expect((await browser.get(forged)).status).toBe(400)
  // The cookie went with the first attempt: even the right state comes too late.
  expect((await browser.get(callback)).status).toBe(400)
  expect(party.last).toMatchObject({ error: { code: 'SIGN_IN.STATE' } })
})

test('a code that was already used is refused', async () => {
  const browser = new CookieBrowser()
  const login = await browser.get(`${party.url}/auth/login`)
  let callback = ''
  await browser.post(login.url, { person: '810100000008', means: 'CPS', choice: 'accept' }, (location) => {
    if (location.startsWith(party.callbackUrl)) callback = location
    return false
  })
  const second = await browser.get(`${party.url}/auth/login`, (location) => location.startsWith(party.callbackUrl))
  const state = new URL(second.headers.get('Location')!).searchParams.get('state')!
  const replay = new URL(callback)
  replay.searchParams.set('state', state)
  await browser.get(replay.href)
  expect(party.last).toMatchObject({ error: { code: 'SIGN_IN.PROVIDER' } })
})

test('tokens are renewed by refresh, and a refused refresh says so', async () => {
  const { tokens } = await signIn()
  const renewed = await refreshTokens(party.provider, tokens.refreshToken!)
  expect(renewed.accessToken).not.toBe(tokens.accessToken)
  await expect(refreshTokens(party.provider, 'not-a-token')).rejects.toMatchObject({ code: 'SIGN_IN.PROVIDER' })
})

test('the logout address names the ID token and a registered return', async () => {
  const { tokens } = await signIn()
  const address = new URL((await logoutUrl(party.provider, tokens.idToken, 'x'))!)
  expect(address.pathname).toMatch(/\/protocol\/openid-connect\/logout$/)
  expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${party.url}/`)
})

test('an ID token is no logout token', async () => {
  const { tokens } = await signIn()
  await expect(verifyLogoutToken(tokens.idToken, party.provider)).rejects.toBeInstanceOf(SignInError)
})

test('a provider that is down gives a clear unavailability', async () => {
  psc.setFaults({ down: true })
  await expect(refreshTokens(party.provider, 'x')).rejects.toMatchObject({ code: 'SIGN_IN.UNAVAILABLE', status: 503 })
})

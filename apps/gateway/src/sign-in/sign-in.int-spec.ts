import type { Session, TrailRecordedData } from '@anamnese/contracts'
import { TrailRecorded } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { type GatewayBench, startGatewayBench } from '../testing/gateway-bench'

const DOCTOR = '810100000008'
let gateway: GatewayBench
let trail: { data: unknown }[]

beforeAll(async () => {
  gateway = await startGatewayBench()
  trail = await gateway.bench.collect(TrailRecorded)
}, 90_000)
afterAll(async () => gateway.close(), 30_000)
beforeEach(async () => {
  await gateway.psc.resetFaults()
  gateway.services.accounts.set(DOCTOR, {})
})

const traces = (action: string): TrailRecordedData[] =>
  trail.map(({ data }) => data as TrailRecordedData).filter((entry) => entry.action === action)

test('a professional signs in with Pro Santé Connect, comes back where they were, and is traced', async () => {
  const browser = gateway.browser()
  const page = await browser.signIn(DOCTOR, '/patients?q=corse')
  expect(page.url).toBe(`${gateway.url}/patients?q=corse`)
  const { body } = await browser.call<Session>('GET', '/auth/session')
  expect(body.actor).toMatchObject({
    name: 'Dr Maëlle KERVADEC',
    idNat: DOCTOR,
    profession: '10',
    specialty: { code: 'G15_10/SM04' },
    establishment: '220000020',
    units: ['6268'],
  })
  expect(body.exercises).toHaveLength(1)
  expect(body.idleSeconds).toBe(1800)
  await eventually(() => {
    expect(traces('session.open')).toContainEqual(
      expect.objectContaining({
        outcome: 'success',
        partner: gateway.psc.issuer,
        actor: expect.objectContaining({ idNat: DOCTOR }) as object,
      }),
    )
  })
})

test('the directory is asked by national identifier with the provider’s subject', async () => {
  gateway.services.seen.length = 0
  await gateway.browser().signIn(DOCTOR)
  const asked = gateway.services.seen.find(({ url }) => url.startsWith('/internal/accounts/'))
  expect(asked?.actor.id).toBe('gateway')
  expect(decodeURIComponent(asked?.url ?? '')).toContain(`sub=f:550dc1c8-d97b-4b1e-ac8c-8eb4471cf9dd:${DOCTOR}`)
})

test('the browser holds an HttpOnly, SameSite cookie, and the store neither its value nor a readable token', async () => {
  const browser = gateway.browser()
  const login = await browser.open('/auth/login', { html: true })
  const answer = await fetch(login.url, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: browser.cookies(new URL(login.url).host).join('; ') },
    body: new URLSearchParams({ person: DOCTOR, means: 'CPS', choice: 'accept' }),
  })
  expect(answer.status).toBe(303)
  await browser.signIn(DOCTOR)
  const value = browser
    .cookies()
    .find((pair) => pair.startsWith('anamnese_session='))!
    .split('=')[1]!
  const stored = JSON.stringify(await gateway.bench.collection('sessions').find({}).toArray())
  expect(stored).not.toContain(value)
  expect(stored).not.toMatch(/eyJ[A-Za-z0-9_-]{20}/)
})

test.each([
  ['a lower authentication level', { acr: 'eidas2' }, 'SIGN_IN.ACR'],
  ['a signature that is not the provider’s', { signature: 'other-key' }, 'SIGN_IN.SIGNATURE'],
  ['another nonce', { nonce: 'wrong' }, 'SIGN_IN.NONCE'],
  ['a person who gives up', { accessDenied: true }, 'SIGN_IN.CANCELLED'],
])('%s ends on the refusal page with its code, without a session, and is traced', async (_case, faults, code) => {
  await gateway.psc.setFaults(faults)
  const browser = gateway.browser()
  const page = new URL((await browser.signIn(DOCTOR)).url)
  expect(page.pathname).toBe('/acces-refuse')
  expect(page.searchParams.get('code')).toBe(code)
  expect(page.searchParams.get('reference')).toBeTruthy()
  expect((await browser.call('GET', '/auth/session')).status).toBe(401)
  await eventually(() => {
    expect(traces('session.open')).toContainEqual(expect.objectContaining({ outcome: 'refused', detail: code }))
  })
})

test('somebody without account, or whose account is closed, is told so and stays outside', async () => {
  const stranger = new URL((await gateway.browser().signIn('810100000040')).url)
  expect(stranger.searchParams.get('code')).toBe('SIGN_IN.NO_ACCOUNT')
  gateway.services.accounts.set('810100000057', { active: false })
  const former = new URL((await gateway.browser().signIn('810100000057')).url)
  expect(former.searchParams.get('code')).toBe('SIGN_IN.ACCOUNT_INACTIVE')
  await eventually(() => {
    expect(traces('session.open')).toContainEqual(
      expect.objectContaining({
        outcome: 'refused',
        actor: expect.objectContaining({ idNat: '810100000040' }) as object,
      }),
    )
  })
})

test('with several activities the one in this hospital is taken, and another one can be chosen', async () => {
  gateway.services.accounts.set('810100000032', { idNat: '810100000032', family: 'JAOUEN', given: 'Loïc' })
  const browser = gateway.browser()
  await browser.signIn('810100000032')
  const { body } = await browser.call<Session>('GET', '/auth/session')
  expect(body.exercises.map(({ current }) => current)).toEqual([true, false])
  const other = body.exercises[1]!.id
  const chosen = await browser.call<Session>('POST', '/auth/exercise', { id: other })
  expect(chosen.body.exercises.map(({ current }) => current)).toEqual([false, true])
  expect((await browser.call('POST', '/auth/exercise', { id: 'invented' })).status).toBe(422)
})

test('sign-out ends the session here and gives the page that ends it at Pro Santé Connect', async () => {
  const browser = gateway.browser()
  await browser.signIn(DOCTOR)
  const { body } = await browser.call<{ redirectTo: string }>('POST', '/auth/logout')
  const target = new URL(body.redirectTo)
  expect(target.pathname).toMatch(/\/protocol\/openid-connect\/logout$/)
  expect(target.searchParams.get('post_logout_redirect_uri')).toBe(`${gateway.url}/au-revoir`)
  expect((await browser.call('GET', '/auth/session')).status).toBe(401)
  const page = await browser.open(body.redirectTo, { html: true })
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)![1]!
  const action = /action="([^"]+)"/.exec(page.text)![1]!
  const end = await browser.open(action, {
    method: 'POST',
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
    html: true,
  })
  expect(new URL(end.url).pathname).toBe('/au-revoir')
  await eventually(() => {
    expect(traces('session.close').length).toBeGreaterThan(0)
  })
})

test('a session that ends at the provider ends here (back-channel logout), and a forged token ends nothing', async () => {
  const browser = gateway.browser()
  await browser.signIn(DOCTOR)
  const forged = await fetch(`${gateway.url}/auth/psc/backchannel-logout`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: 'eyJhbGciOiJub25lIn0.e30.' }),
  })
  expect(forged.status).toBe(400)
  expect((await browser.call('GET', '/auth/session')).status).toBe(200)
  await gateway.psc.endSessions(DOCTOR)
  expect((await browser.call('GET', '/auth/session')).status).toBe(401)
})

test('signing in again in the same browser ends the former session', async () => {
  const browser = gateway.browser()
  await browser.signIn(DOCTOR)
  const former = browser.cookies().find((pair) => pair.startsWith('anamnese_session='))!
  await browser.signIn(DOCTOR)
  const answer = await fetch(`${gateway.url}/auth/session`, { headers: { Cookie: former } })
  expect(answer.status).toBe(401)
  expect((await browser.call('GET', '/auth/session')).status).toBe(200)
})

test('an unsafe request without the CSRF token of the session is refused', async () => {
  const browser = gateway.browser()
  await browser.signIn(DOCTOR)
  browser.csrfToken = undefined
  expect(await browser.call('POST', '/auth/logout')).toMatchObject({ status: 403, body: { code: 'CSRF.TOKEN' } })
  browser.csrfToken = 'x'.repeat(43)
  expect((await browser.call('POST', '/api/patients/p-1/access', {})).status).toBe(403)
})

test('an idle session is over, and a closed account ends its sessions', async () => {
  const [idle, closed] = [gateway.browser(), gateway.browser()]
  await idle.signIn(DOCTOR)
  const sessions = gateway.bench.collection('sessions')
  await sessions.updateMany({}, { $set: { lastSeenAt: new Date(Date.now() - 1_801_000) } })
  expect((await idle.call('GET', '/auth/session')).status).toBe(401)
  await closed.signIn(DOCTOR)
  gateway.services.accounts.set(DOCTOR, { active: false })
  await sessions.updateMany({}, { $set: { checkedAt: new Date(Date.now() - 61_000) } })
  expect((await closed.call('GET', '/auth/session')).status).toBe(401)
})

test('when Pro Santé Connect is down after a first contact, the person is told that it does not answer', async () => {
  const browser = gateway.browser()
  const login = await browser.open('/auth/login', { html: true })
  expect(login.url).toContain('/interaction/')
  await gateway.psc.setFaults({ tokenSeconds: 5, userinfo: 'error' })
  const page = new URL((await browser.signIn(DOCTOR)).url)
  expect(page.searchParams.get('code')).toBe('SIGN_IN.PROVIDER')
})

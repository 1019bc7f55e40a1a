import { PatientChanged, TrailRecorded, type TrailRecordedData } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import type { Browser } from '../testing/browser'
import { type GatewayBench, startGatewayBench } from '../testing/gateway-bench'

interface Echo {
  url: string
  actor: { id: string; kind: string; permissions: string[]; patientContext?: object }
  body: string
}

let gateway: GatewayBench
let browser: Browser
let trail: { data: unknown }[]

beforeAll(async () => {
  gateway = await startGatewayBench({ API_MAX_BODY_BYTES: '200000' })
  trail = await gateway.bench.collect(TrailRecorded)
  browser = gateway.browser()
  await browser.signIn('810100000008')
}, 90_000)
afterAll(async () => gateway.close(), 30_000)
afterEach(() => {
  gateway.services.handler = undefined
})

async function token(
  body: Record<string, string>,
  authorization?: string,
): Promise<{ status: number; body: Record<string, string> }> {
  const response = await fetch(`${gateway.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(body),
    ...(authorization === undefined ? {} : { headers: { Authorization: authorization } }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}
const right = { grant_type: 'client_credentials', client_id: 'bench', client_secret: 'right' }

async function asClient(path: string, scope?: string): Promise<Response> {
  const { body } = await token({ ...right, ...(scope === undefined ? {} : { scope }) })
  return fetch(`${gateway.url}${path}`, { headers: { Authorization: `Bearer ${body.access_token ?? ''}` } })
}

test('a request of the API reaches its service with its query and body, and a token that says who acts', async () => {
  const { status, body } = await browser.call<Echo>('POST', '/api/identity/messages?a=1&b=é', { text: 'é' })
  expect(status).toBe(200)
  expect(body).toMatchObject({ url: '/identity/messages?a=1&b=%C3%A9', body: '{"text":"é"}', actor: { id: 'a-1' } })
})

test('neither the cookie, nor the CSRF token, nor forged headers of the caller reach a service', async () => {
  await browser.call('GET', '/api/patients?q=x', undefined, { 'X-Forwarded-User': 'admin', Authorization: '' })
  const { headers } = gateway.services.seen.at(-1)!
  expect(headers.cookie).toBeUndefined()
  expect(headers['x-csrf-token']).toBeUndefined()
  expect(headers['x-forwarded-user']).toBeUndefined()
  expect(headers['x-correlation-id']).toBeTruthy()
})

test('nobody reads the API without session or token, and internal routes do not exist from outside', async () => {
  expect((await fetch(`${gateway.url}/api/patients`)).status).toBe(401)
  for (const path of [
    '/api/internal/accounts/by-id-nat/1',
    '/api/patients/../internal/x',
    '/api/patients/%2e%2e/internal',
    '/api/nothing',
  ])
    expect((await browser.call('GET', path)).status).toBe(404)
})

test('a record of one’s unit opens by itself; then its routes are told that it is open', async () => {
  expect(await browser.call('GET', '/api/patients/p-mine')).toMatchObject({
    status: 403,
    body: { code: 'ACCESS.RECORD_CLOSED' },
  })
  const opened = await browser.call('POST', '/api/patients/p-mine/access', {})
  expect(opened).toMatchObject({ status: 200, body: { patientId: 'p-mine', purpose: 'care' } })
  const { body } = await browser.call<Echo>('GET', '/api/patients/p-mine/stays')
  expect(body.actor.patientContext).toEqual({ patientId: 'p-mine', purpose: 'care' })
})

test('a merged record is not opened: the one that it was merged into is, and the answer says so', async () => {
  const opened = await browser.call('POST', '/api/patients/p-merged/access', {})
  expect(opened).toMatchObject({ status: 200, body: { patientId: 'p-mine', purpose: 'care', mergedFrom: 'p-merged' } })
  expect((await browser.call('GET', '/api/patients/p-merged/stays')).status).toBe(403)
})

test('another record needs a reason, which is traced with the opening and goes with each request', async () => {
  const refused = await browser.call('POST', '/api/patients/p-other/access', {})
  expect(refused).toMatchObject({ status: 403, body: { code: 'ACCESS.BREAK_GLASS_NEEDED' } })
  expect((await browser.call('POST', '/api/patients/p-other/access', { reason: 'court' })).status).toBe(400)
  const reason = 'Appel du SAMU, patient inconscient'
  expect(await browser.call('POST', '/api/patients/p-other/access', { reason })).toMatchObject({
    body: { purpose: 'break-glass' },
  })
  const { body } = await browser.call<Echo>('GET', '/api/patients/p-other/documents')
  expect(body.actor.patientContext).toEqual({ patientId: 'p-other', purpose: 'break-glass', reason })
  await eventually(() => {
    const opened = trail.map(({ data }) => data as TrailRecordedData).filter(({ patientId }) => patientId === 'p-other')
    expect(opened.map(({ outcome }) => outcome)).toEqual(['refused', 'success'])
    expect(opened[1]).toMatchObject({ action: 'record.open', purpose: 'break-glass', reason })
  })
})

test('a route that does not name the patient is told the record of the page it comes from, among those that are open', async () => {
  for (const patientId of ['p-mine', 'p-other'])
    await browser.call('POST', `/api/patients/${patientId}/access`, { reason: 'consultation du dossier' })
  const from = async (headers: Record<string, string>): Promise<object | undefined> =>
    (await browser.call<Echo>('GET', '/api/letters/l-1', undefined, headers)).body.actor.patientContext
  expect(await from({ Referer: `${gateway.url}/dossiers/p-mine/lettres/l-1` })).toMatchObject({ patientId: 'p-mine' })
  expect(await from({ 'X-Patient-Id': 'p-other' })).toMatchObject({ patientId: 'p-other' })
  expect(await from({ 'X-Patient-Id': 'p-never-opened' })).not.toMatchObject({ patientId: 'p-never-opened' })
})

test('an identity officer opens a record for identity work; who also reads documents gives a reason like the others', async () => {
  const { accounts } = gateway.services
  const officer = gateway.browser()
  accounts.set('3220000020/CIV0001', { units: [], permissions: ['patient.read', 'identity.write'] })
  await officer.signIn('3220000020/CIV0001')
  const opened = await officer.call('POST', '/api/patients/p-any/access', {})
  expect(opened).toMatchObject({ status: 200, body: { purpose: 'identity' } })
  const both = gateway.browser()
  accounts.set('810100000024', { units: [], permissions: ['patient.read', 'identity.write', 'document.read'] })
  await both.signIn('810100000024')
  expect((await both.call('POST', '/api/patients/p-any/access', {})).status).toBe(403)
})

test('who has no right to read patients opens nothing, whatever the reason', async () => {
  gateway.services.accounts.set('3220000020/RSSI001', { units: [], permissions: ['audit.read'] })
  const security = gateway.browser()
  await security.signIn('3220000020/RSSI001')
  const refused = await security.call('POST', '/api/patients/p-mine/access', { reason: 'simple curiosité du moment' })
  expect(refused).toMatchObject({ status: 403, body: { code: 'ACCESS.FORBIDDEN' } })
})

test('when the care service does not answer, the record still opens against a reason', async () => {
  gateway.services.handler = (request, response) => {
    if (!request.url.startsWith('/internal/patients/')) return false
    response.destroy()
    return true
  }
  expect((await browser.call('POST', '/api/patients/p-new/access', {})).status).toBe(403)
  const opened = await browser.call('POST', '/api/patients/p-new/access', { reason: 'urgence vitale immédiate' })
  expect(opened).toMatchObject({ status: 200, body: { purpose: 'break-glass' } })
})

test('an API client gets a token by its secret, limited to its scopes, and reads without session', async () => {
  const granted = await token(right)
  expect(granted.body).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'patient.read indicator.read' })
  const basic = `Basic ${Buffer.from('bench:right').toString('base64')}`
  expect((await token({ grant_type: 'client_credentials', scope: 'indicator.read' }, basic)).body.scope).toBe(
    'indicator.read',
  )
  const echo = (await (await asClient('/api/patients/p-1', 'patient.read')).json()) as Echo
  expect(echo.actor).toMatchObject({ kind: 'client', id: 'bench', permissions: ['patient.read'] })
  await eventually(() => {
    const traces = trail.map(({ data }) => data as TrailRecordedData)
    expect(traces).toContainEqual(
      expect.objectContaining({ action: 'client.authenticate', outcome: 'success', detail: 'patient.read' }),
    )
  })
})

test('a wrong secret, a scope that the client has not, and another grant are refused as RFC 6749 says', async () => {
  expect(await token({ ...right, client_secret: 'wrong' })).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  })
  expect(await token({ ...right, scope: 'admin' })).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
  expect(await token({ ...right, grant_type: 'password' })).toMatchObject({
    status: 400,
    body: { error: 'unsupported_grant_type' },
  })
})

test('a token that is not the gateway’s own access token is refused, an internal one too', async () => {
  const internal = (await gateway.bench.as()).authorization!
  for (const authorization of ['Bearer x', 'Basic eDp5', internal]) {
    const response = await fetch(`${gateway.url}/api/patients`, { headers: { Authorization: authorization } })
    expect(response.status).toBe(401)
  }
})

test('bodies are streamed: the service sees the beginning before the end was sent', async () => {
  const arrived = new Promise<string>((resolve) => {
    gateway.services.handler = (request, response, incoming) => {
      if (request.method !== 'PUT') return false
      incoming.once('data', (chunk: Buffer) => {
        resolve(chunk.toString())
        response.writeHead(200, { 'Content-Type': 'text/csv' })
        response.write('first;')
        incoming.resume().once('end', () => response.end('last'))
      })
      return true
    }
  })
  let finish: () => void = () => undefined
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from('beginning'))
      finish = () => {
        controller.close()
      }
    },
  })
  const answer = fetch(`${gateway.url}/api/documents/1`, {
    method: 'PUT',
    body: stream,
    duplex: 'half',
    headers: { Cookie: browser.cookies().join('; '), 'X-CSRF-Token': browser.csrfToken! },
  })
  expect(await arrived).toBe('beginning')
  const response = await answer
  const reader = response.body!.getReader()
  expect(Buffer.from((await reader.read()).value).toString()).toBe('first;')
  finish()
  expect(Buffer.from((await reader.read()).value).toString()).toBe('last')
})

test('a body beyond the limit is refused, whether its length was announced or not', async () => {
  const body = 'x'.repeat(300_000)
  expect((await browser.call('POST', '/api/identity/messages', { body })).status).toBe(413)
  const response = await fetch(`${gateway.url}/api/documents/1`, {
    method: 'PUT',
    body: new Blob([body]).stream(),
    duplex: 'half',
    headers: { Cookie: browser.cookies().join('; '), 'X-CSRF-Token': browser.csrfToken! },
  })
  expect(response.status).toBe(413)
})

test('a service that does not answer in time, or not at all, is a clear French problem', async () => {
  gateway.services.handler = () => true
  expect(await browser.call('GET', '/api/wards')).toMatchObject({ status: 504, body: { code: 'SERVICE.TIMEOUT' } })
  gateway.services.handler = (_request, response) => {
    response.destroy()
    return true
  }
  const { status, body } = await browser.call<{ code: string; title: string }>('GET', '/api/wards')
  expect({ status, ...body }).toMatchObject({
    status: 503,
    code: 'SERVICE.UNAVAILABLE',
    title: 'Un service est momentanément arrêté.',
  })
})

test('a reading is asked again when the kept connection was closed meanwhile; a change is not', async () => {
  const asked: string[] = []
  let cut = true
  await browser.call('GET', '/api/wards')
  gateway.services.handler = (request, _response, incoming) => {
    asked.push(request.method)
    if (!cut) return false
    cut = false
    incoming.socket.destroy()
    return true
  }
  expect((await browser.call('GET', '/api/wards')).status).toBe(200)
  expect(asked).toEqual(['GET', 'GET'])
  asked.length = 0
  cut = true
  expect((await browser.call('POST', '/api/identity/messages', {})).status).toBe(503)
  expect(asked).toEqual(['POST'])
})

test('screens learn that something changed, without any health data', async () => {
  const response = await fetch(`${gateway.url}/api/live`, { headers: { Cookie: browser.cookies().join('; ') } })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body!.getReader()
  let text = ''
  const reading = (async () => {
    while (!text.includes('event: change')) text += Buffer.from((await reader.read()).value).toString()
  })()
  await eventually(async () => {
    await gateway.bench.publish(PatientChanged, PatientChanged.example.patientId, PatientChanged.example)
    await Promise.race([reading, new Promise((_resolve, reject) => setTimeout(reject, 700, new Error('nothing yet')))])
  }, 15_000)
  expect(text).toContain(`data: {"kind":"patient","id":"${PatientChanged.example.patientId}"`)
  expect(text).not.toContain('PAT-TROIS')
  await reader.cancel()
})

test('the description of the whole API is public, without internal routes, and readable as a page without script', async () => {
  const document = (await (await fetch(`${gateway.url}/api/openapi.json`)).json()) as { paths: object }
  const paths = Object.keys(document.paths)
  expect(paths).toEqual(
    expect.arrayContaining(['/api/patients', '/api/patients/{patientId}/access', '/auth/session', '/oauth/token']),
  )
  expect(paths.filter((path) => path.includes('internal'))).toEqual([])
  const page = await fetch(`${gateway.url}/api/docs`)
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(await page.text()).not.toMatch(/<script|style="/)
})

test('the interface is served with a strict policy; its places are pages, unknown files and API paths are not', async () => {
  const page = await fetch(`${gateway.url}/dossiers/p-1/documents`, { headers: { Accept: 'text/html' } })
  expect(await page.text()).toContain('<title>Anamnèse</title>')
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';style-src 'self'")
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const asset = await fetch(`${gateway.url}/assets/main-1.js`)
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect((await fetch(`${gateway.url}/assets/none.js`)).status).toBe(404)
  expect((await fetch(`${gateway.url}/auth/nothing`, { headers: { Accept: 'text/html' } })).status).toBe(404)
})

describe('another gateway, reached by HTTPS and with a low limit', () => {
  let other: GatewayBench
  beforeAll(async () => {
    other = await startGatewayBench({ API_CALLS_PER_MINUTE: '10', PUBLIC_URL: 'https://dpi.hopital.example' })
  }, 60_000)
  afterAll(async () => other.close(), 30_000)

  test('its cookies have the __Host- prefix, and browsers are told to stay with HTTPS', async () => {
    const login = await fetch(`${other.url}/auth/login`, { redirect: 'manual' })
    const [cookie = ''] = login.headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-anamnese_sign_in=[^;]+; Max-Age=600; Path=\/;.* HttpOnly; Secure; SameSite=Lax$/)
    expect(cookie).not.toMatch(/domain/i)
    expect(login.headers.get('strict-transport-security')).toContain('max-age=')
    const target = new URL(login.headers.get('Location') ?? '')
    expect(target.searchParams.get('redirect_uri')).toBe('https://dpi.hopital.example/auth/psc/callback')
    expect(target.searchParams.get('acr_values')).toBe('eidas1')
  })

  test('who calls too often is asked to wait', async () => {
    const statuses = []
    for (let count = 0; count < 12; count += 1) statuses.push((await fetch(`${other.url}/api/patients`)).status)
    expect(statuses.slice(-2)).toEqual([429, 429])
  })
})

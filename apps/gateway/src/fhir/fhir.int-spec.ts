import type { CapabilityStatement, OperationOutcome } from '@anamnese/interop-fhir-fr'
import type { Browser } from '../testing/browser'
import { type GatewayBench, startGatewayBench } from '../testing/gateway-bench'

interface Echo {
  url: string
  actor: { id: string; kind: string; patientContext?: object }
}

let gateway: GatewayBench
let browser: Browser
let token: string

beforeAll(async () => {
  gateway = await startGatewayBench({ API_CALLS_PER_MINUTE: '40' })
  browser = gateway.browser()
  await browser.signIn('810100000008')
  const response = await fetch(`${gateway.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'labo', client_secret: 'right' }),
  })
  token = ((await response.json()) as { access_token: string }).access_token
}, 90_000)
afterAll(async () => gateway.close(), 30_000)
afterEach(() => {
  gateway.services.handler = undefined
})

async function call<T>(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${gateway.url}/fhir/R4${path}`, { headers })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as T }
}
const asClient = <T>(path: string) => call<T>(path, { Authorization: `Bearer ${token}` })

test('a client reaches the service of the resource, which learns where it is seen from', async () => {
  const { status, body } = await asClient<Echo>('/Patient?family=x&_count=2')
  expect(status).toBe(200)
  expect(body).toMatchObject({ url: '/fhir/R4/Patient?family=x&_count=2', actor: { kind: 'client', id: 'labo' } })
  expect(gateway.services.seen.at(-1)?.headers['x-fhir-base']).toBe(`${gateway.url}/fhir/R4`)
  const forged = await call(`/Binary/d1.pdf`, {
    Authorization: `Bearer ${token}`,
    'X-Fhir-Base': 'https://elsewhere.example',
  })
  expect(forged.status).toBe(200)
  expect(gateway.services.seen.at(-1)?.headers['x-fhir-base']).toBe(`${gateway.url}/fhir/R4`)
})

test('a person reads in FHIR the records that are open to them, and no other', async () => {
  const closed = await browser.call<OperationOutcome>('GET', '/fhir/R4/Patient/p-mine')
  expect(closed).toMatchObject({
    status: 403,
    body: { issue: [{ code: 'forbidden', details: { text: 'Ce dossier n’est pas ouvert.' } }] },
  })
  expect((await browser.call('GET', '/fhir/R4/DocumentReference?patient=Patient/p-mine')).status).toBe(403)
  await browser.call('POST', '/api/patients/p-mine/access', {})
  const context = { patientContext: { patientId: 'p-mine', purpose: 'care' } }
  expect((await browser.call<Echo>('GET', '/fhir/R4/Patient/p-mine')).body.actor).toMatchObject(context)
  expect((await browser.call<Echo>('GET', '/fhir/R4/DocumentReference?patient=p-mine')).body.actor).toMatchObject(
    context,
  )
})

test('what the gateway refuses is an OperationOutcome too', async () => {
  const nobody = await call<OperationOutcome>('/Patient')
  expect(nobody.headers.get('content-type')).toContain('application/fhir+json')
  expect(nobody).toMatchObject({ status: 401, body: { resourceType: 'OperationOutcome', issue: [{ code: 'login' }] } })
  const wrong = await call<OperationOutcome>('/Patient', { Authorization: 'Bearer wrong' })
  expect(wrong).toMatchObject({ status: 401, body: { issue: [{ details: { coding: [{ code: 'TOKEN.INVALID' }] } }] } })
  expect(wrong.headers.get('www-authenticate')).toContain('invalid_token')
  expect(await asClient('/Observation')).toMatchObject({ status: 404, body: { issue: [{ code: 'not-supported' }] } })
  gateway.services.handler = (_request, response) => {
    response.destroy()
    return true
  }
  expect(await asClient('/Patient')).toMatchObject({ status: 503, body: { issue: [{ code: 'transient' }] } })
})

test('anybody reads what the server can do: what answers now, and nothing else', async () => {
  gateway.services.handler = (request, response) => {
    if (request.url !== '/fhir/R4/metadata') return false
    response.writeHead(200, { 'Content-Type': 'application/fhir+json' })
    response.end(
      JSON.stringify({ rest: [{ mode: 'server', resource: [{ type: 'Patient' }, { type: 'Observation' }] }] }),
    )
    return true
  }
  const { status, body } = await call<CapabilityStatement>('/metadata')
  expect(status).toBe(200)
  expect(body).toMatchObject({ fhirVersion: '4.0.1', implementation: { url: `${gateway.url}/fhir/R4` } })
  expect(body.rest?.[0]?.resource?.map((one) => one.type)).toEqual(['Patient'])
  expect(await call('/metadata', { Accept: 'application/fhir+xml' })).toMatchObject({
    status: 406,
    body: { resourceType: 'OperationOutcome' },
  })
})

test('who calls too often is told so in FHIR', async () => {
  const answers = []
  for (let count = 0; count < 45; count += 1) answers.push(await call('/metadata'))
  const last = answers.at(-1)
  expect(last).toMatchObject({ status: 429, body: { issue: [{ code: 'throttled' }] } })
  expect(last?.headers.get('retry-after')).toMatch(/^\d+$/)
})

import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {
  type AccountView,
  CorrespondentChanged,
  type CorrespondentChangedData,
  type CorrespondentView,
  type Page,
  PatientChanged,
  type SignInAccount,
} from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'
import { bundle, type FakeAnnuaire, practitioner, startFakeAnnuaire } from './testing/fake-annuaire'

const GATEWAY = { id: 'gateway', kind: 'client' as const, permissions: [] }
const doctor = { family: 'KERVADEC', given: 'Maëlle', prefix: 'DR', profession: '10', units: ['6268'] }
let bench: TestBench
let annuaire: FakeAnnuaire
let url: string
let folder: string

beforeAll(async () => {
  annuaire = await startFakeAnnuaire()
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'directory-'))
  const seed = path.join(folder, 'seed.json')
  await fs.writeFile(
    seed,
    JSON.stringify({
      accounts: [
        { ...doctor, idNat: '810100000008' },
        { ...doctor, family: 'BODIN', idNat: '810100000057', active: false },
      ],
      clients: [{ clientId: 'bench', clientSecret: 'the-secret-of-the-bench', name: 'Banc', scopes: ['patient.read'] }],
    }),
  )
  bench = await TestBench.create([
    'dpi.identity.patient.v1',
    'dpi.documents.document.v1',
    'dpi.directory.correspondent.v1',
    'dpi.directory.dead-letter.v1',
    'dpi.audit.trail.v1',
  ])
  const service = await bench.start(definition, {
    STRUCTURE_ID_NAT: '1220000020',
    STRUCTURE_NAME: "CH DE L'ARGOAT",
    ANNUAIRE_URL: annuaire.url,
    ANNUAIRE_API_KEY: 'k',
    ANNUAIRE_TIMEOUT_MS: '1000',
    DIRECTORY_SEED_FILE: seed,
  })
  url = service.url
}, 60_000)
afterAll(async () => {
  await bench.close()
  await annuaire.close()
  await fs.rm(folder, { recursive: true })
}, 30_000)

async function call<T>(
  method: string,
  route: string,
  actor: object,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(url + route, {
    method,
    headers: await bench.as(actor),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}

const signIn = (idNat: string, sub: string): Promise<{ status: number; body: SignInAccount & { code: string } }> =>
  call(
    'GET',
    `/internal/accounts/by-id-nat/${encodeURIComponent(idNat)}?issuer=https://psc.example&sub=${sub}`,
    GATEWAY,
  )

test('an account is found by national identifier only, with the structure that it acts for', async () => {
  const { status, body } = await signIn('810100000008', 's-1')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    family: 'KERVADEC',
    professionLabel: 'Médecin',
    establishment: '220000020',
    structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
    active: true,
  })
  expect(body.permissions).toContain('document.validate')
  expect((await signIn('810100000024', 's-2')).body.code).toBe('ACCOUNT.UNKNOWN')
})

test('a subject of the provider stays with its account, and an account with its subject', async () => {
  await signIn('810100000008', 's-1')
  expect((await signIn('810100000008', 's-other')).body.code).toBe('ACCOUNT.LINKED_OTHERWISE')
  const created = await call<AccountView>(
    'POST',
    '/directory/accounts',
    {},
    { ...doctor, family: 'JAOUEN', idNat: '810100000032' },
  )
  expect(created.status).toBe(201)
  expect((await signIn('810100000032', 's-1')).body.code).toBe('ACCOUNT.LINKED_OTHERWISE')
})

test('after an administrator undid the link, another subject is linked', async () => {
  await signIn('810100000008', 's-1')
  const { body } = await call<Page<AccountView>>('GET', '/directory/accounts?q=kerv%20maelle', {})
  expect((await call('DELETE', `/directory/accounts/${body.items[0]!.id}/links`, {})).status).toBe(200)
  expect((await signIn('810100000008', 's-new')).status).toBe(200)
  const links = (await bench.collection('accounts').findOne({ idNat: '810100000008' })) as unknown as {
    links: object[]
  }
  expect(links.links).toMatchObject([{ issuer: 'https://psc.example', sub: 's-new' }])
})

test('an inactive account is answered as such and is not linked', async () => {
  expect((await signIn('810100000057', 's-3')).body.active).toBe(false)
  expect(await bench.collection('accounts').findOne({ idNat: '810100000057' })).toMatchObject({ links: [] })
})

test('two accounts cannot have the same national identifier, and an RPPS needs its key', async () => {
  const again = await call<{ code: string }>('POST', '/directory/accounts', {}, { ...doctor, idNat: '810100000008' })
  expect(again).toMatchObject({ status: 409, body: { code: 'ACCOUNT.DUPLICATE' } })
  const wrong = await call<{ code: string }>('POST', '/directory/accounts', {}, { ...doctor, idNat: '810100000005' })
  expect(wrong).toMatchObject({ status: 422, body: { code: 'ACCOUNT.RPPS' } })
})

test('only who has the permission manages accounts, and only an administrator makes administrators', async () => {
  expect((await call('GET', '/directory/accounts', { permissions: ['patient.read'] })).status).toBe(403)
  const actor = { permissions: ['directory.manage'] }
  const request = { ...doctor, idNat: '3220000020/ADM0009', permissions: ['admin'] }
  expect(await call('POST', '/directory/accounts', actor, request)).toMatchObject({
    status: 403,
    body: { code: 'ACCOUNT.GRANT' },
  })
})

test('a client proves its secret; a wrong one and an unknown client get the same answer', async () => {
  const authenticate = (clientId: string, clientSecret: string): Promise<{ status: number; body: object }> =>
    call('POST', '/internal/clients/authenticate', GATEWAY, { clientId, clientSecret })
  expect(await authenticate('bench', 'the-secret-of-the-bench')).toMatchObject({
    status: 200,
    body: { clientId: 'bench', scopes: ['patient.read'], establishment: '220000020' },
  })
  const wrong = await authenticate('bench', 'x')
  const unknown = await authenticate('nobody', 'x')
  expect(wrong).toMatchObject({ status: 401, body: { code: 'CLIENT.REFUSED' } })
  expect((unknown.body as { title: string }).title).toBe((wrong.body as { title: string }).title)
})

test('internal routes are the gateway’s alone', async () => {
  expect((await call('GET', '/internal/accounts/by-id-nat/810100000008', {})).status).toBe(403)
})

test('the general practitioner of a patient becomes a correspondent, told at once and again with the mailbox', async () => {
  annuaire.answer = (path) =>
    path.pathname.endsWith('/Practitioner')
      ? { status: 200, body: bundle(practitioner()) }
      : { status: 200, body: bundle() }
  const events = await bench.collect(CorrespondentChanged)
  const data = {
    ...PatientChanged.example,
    generalPractitioner: { idNat: '810100000016', family: 'TANGUY', given: 'PAUL' },
  }
  await bench.publish(PatientChanged, data.patientId, data)
  await eventually(() => {
    expect(events).toHaveLength(2)
  }, 15_000)
  const [first, second] = events.map((event) => event.data as CorrespondentChangedData)
  expect(first).toMatchObject({ family: 'TANGUY', mailboxes: [], version: 1 })
  expect(second).toMatchObject({
    version: 2,
    specialty: { code: 'G15_10/SM54' },
    mailboxes: [{ address: 'paul.tanguy@medecin.mssante.example', type: 'PER' }],
  })
})

test('the search gives those already known first, and goes on without the Annuaire when it is down', async () => {
  annuaire.answer = () => ({
    status: 200,
    body: bundle(
      practitioner(),
      practitioner({
        id: 'x',
        identifier: [{ system: 'https://rpps.esante.gouv.fr', value: '10100000040' }],
        name: [{ family: 'TANGUY', given: ['Anne'] }],
      }),
    ),
  })
  const found = await call<Page<CorrespondentView>>('GET', '/correspondents?q=tanguy', {})
  expect(found.body.items.map(({ idNat }) => idNat)).toEqual(['810100000016', '810100000040'])
  annuaire.answer = () => ({ status: 500 })
  const response = await fetch(`${url}/correspondents?q=tanguy`, { headers: await bench.as() })
  expect(response.headers.get('X-Annuaire')).toBe('unavailable')
  expect(((await response.json()) as Page<CorrespondentView>).items.map(({ idNat }) => idNat)).toEqual(['810100000016'])
})

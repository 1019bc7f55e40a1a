import { bundle, type FakeAnnuaire, mailbox, practitioner, startFakeAnnuaire } from '../testing/fake-annuaire'
import { AnnuaireClient } from './annuaire-client'

let fake: FakeAnnuaire
let client: AnnuaireClient

beforeEach(async () => {
  fake = await startFakeAnnuaire()
  client = new AnnuaireClient({ url: fake.url, apiKey: 'k', timeoutMs: 300 })
})
afterEach(async () => {
  await fake.close()
})

test('a professional is read with their J01 specialty and MSSanté mailboxes, those on the red list are hidden', async () => {
  fake.answer = () => ({ status: 200, body: bundle(practitioner()) })
  expect(await client.search('tanguy pa', 10)).toEqual([
    {
      idNat: '810100000016',
      family: 'TANGUY',
      given: 'Paul',
      prefix: 'DR',
      specialty: expect.objectContaining({ code: 'G15_10/SM54', system: '1.2.250.1.213.1.1.4.5' }) as object,
      mailboxes: [{ address: 'paul.tanguy@medecin.mssante.example', type: 'PER' }],
    },
  ])
  expect(fake.requests).toEqual([{ path: '/fhir/v2/Practitioner?family=tanguy&given=pa&_count=10', key: 'k' }])
})

test.each([
  ['10100000016', 'identifier=10100000016'],
  ['810100000016', 'identifier=10100000016'],
  ['paul@med', 'mailbox-mss%3Acontains=paul%40med'],
])('%s is looked for as %s', async (q, query) => {
  await client.search(q, 10)
  expect(fake.requests[0]!.path).toContain(query)
})

test('one letter does not ask the Annuaire', async () => {
  expect(await client.search('t', 10)).toEqual([])
  expect(fake.requests).toHaveLength(0)
})

test('a look-up adds the mailboxes of the places of exercise, each once', async () => {
  fake.answer = (url) =>
    url.pathname.endsWith('/Practitioner')
      ? { status: 200, body: bundle(practitioner()) }
      : {
          status: 200,
          body: bundle(
            {
              resourceType: 'PractitionerRole',
              id: '005-1',
              telecom: [mailbox('paul.tanguy@medecin.mssante.example', 'PER')],
            },
            { resourceType: 'Organization', id: '001-1', telecom: [mailbox('cabinet@org.mssante.example', 'ORG')] },
          ),
        }
  const found = await client.lookup('10100000016')
  expect(found?.mailboxes.map(({ address }) => address)).toEqual([
    'paul.tanguy@medecin.mssante.example',
    'cabinet@org.mssante.example',
  ])
  expect(fake.requests[1]!.path).toContain('practitioner=003-000016')
})

test('a professional who is no longer active, or whom the Annuaire does not know, is not found', async () => {
  fake.answer = () => ({ status: 200, body: bundle(practitioner({ active: false })) })
  expect(await client.lookup('10100000016')).toBeUndefined()
  fake.answer = () => ({ status: 200, body: bundle() })
  expect(await client.lookup('10100000016')).toBeUndefined()
})

test.each([
  [{ status: 429, headers: { 'Retry-After': '2' } }, 'ANNUAIRE.BUSY'],
  [{ status: 500 }, 'ANNUAIRE.UNAVAILABLE'],
  [{ status: 401 }, 'ANNUAIRE.REFUSED'],
  ['silence' as const, 'ANNUAIRE.UNAVAILABLE'],
  [{ status: 200, body: { resourceType: 'OperationOutcome' } }, 'ANNUAIRE.ANSWER'],
])('an answer %j is the typed error %s', async (answer, code) => {
  fake.answer = () => answer
  await expect(client.search('tanguy', 10)).rejects.toMatchObject({ code })
})

test('the time that a busy Annuaire asks to wait is kept', async () => {
  fake.answer = () => ({ status: 429, headers: { 'Retry-After': '2' } })
  await expect(client.search('tanguy', 10)).rejects.toMatchObject({ retryAfterMs: 2000 })
})

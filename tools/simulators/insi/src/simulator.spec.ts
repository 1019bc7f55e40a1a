import { existsSync } from 'node:fs'
import path from 'node:path'
import { InsiClient, searchIdentity, verifyIns, type InsiQuery } from '@anamnese/interop-insi'
import { createTestAuthority, type PemPair } from '@anamnese/interop-test-pki'
import { validateXsd } from '@anamnese/interop-xml'
import { resultat } from './answer'
import { DEMO_PEOPLE, ODD_PEOPLE } from './people'
import { startInsiSimulator, type InsiSimulator } from './simulator'

const authority = createTestAuthority()
const server = authority.issue({ subject: [['CN', 'insi']], use: 'server', hosts: ['localhost'] })
const software = (name: string): PemPair =>
  authority.issue({
    subject: [
      ['C', 'FR'],
      ['O', "CH DE L'ARGOAT"],
      ['OU', '1220000020'],
      ['CN', name],
    ],
    use: 'client',
  })
const query: InsiQuery = { birthName: 'PAT-TROIS', givenNames: ['DOMINIQUE'], sex: 'F', birthDate: '1979-03-28' }
const anne: InsiQuery = { birthName: 'LE BIHAN', givenNames: ['ANNE'], sex: 'F', birthDate: '1985-04-12' }

let simulator: InsiSimulator
const clients: InsiClient[] = []
const automatic = software('INSI-AUTO')
const client = (certificate = automatic, over: object = {}): InsiClient => {
  const made = new InsiClient({
    url: simulator.url,
    tls: { ...certificate, authorities: [authority.certificate] },
    caller: { idam: 'IDAM-1', software: { name: 'Anamnese', version: '0.1.0', instance: 'test' }, ...over },
    timeoutMs: 500,
  })
  clients.push(made)
  return made
}
const admin = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(simulator.adminUrl + path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return response.status === 204 ? undefined : response.json()
}

beforeAll(async () => {
  simulator = await startInsiSimulator({
    tls: { key: server.key, cert: server.certificate, clientCa: authority.certificate },
    idams: ['IDAM-1'],
  })
})
afterAll(async () => {
  await Promise.all(clients.map((one) => one.close()))
  await simulator.close()
})

describe('The INSi simulator', () => {
  it('answers 00 with the INS and the traits', async () => {
    expect(await client().search(query)).toMatchObject({
      outcome: 'found',
      identity: {
        ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
        traits: { birthPlaceCode: '51215', birthGivenNames: 'DOMINIQUE MARIE-LOUISE' },
        missing: [],
        warnings: [],
      },
    })
  })

  it('answers 01 for nobody and 02 for several people, told apart by the place of birth', async () => {
    const insi = client()
    expect((await insi.search({ ...query, birthName: 'INCONNU' })).outcome).toBe('none')
    expect((await insi.search(anne)).outcome).toBe('multiple')
    const search = await searchIdentity(insi, {
      birthName: 'LE BIHAN',
      firstBirthGivenName: 'ANNE',
      sex: 'F',
      birthDate: '1985-04-12',
      birthPlaceCode: '22278',
    })
    expect(search.result.outcome).toBe('found')
  })

  it('confirms each person of the demonstration', async () => {
    const insi = client()
    for (const { ins, traits } of DEMO_PEOPLE)
      expect(await verifyIns(insi, ins, traits)).toMatchObject({ outcome: 'confirmed' })
  })

  it('finds the beneficiary of a carte Vitale, their own or that of the insured, by a date that may be lunar', async () => {
    const insi = client()
    const own = await insi.searchByCard({ matricule: '279035121518989', birthDate: '1979-03-28' })
    expect(own).toMatchObject({ outcome: 'found', identity: { traits: { birthName: 'PAT-TROIS' } } })
    const child = { insuredMatricule: '2681129019004', birthDate: '2019-31-42', birthRank: '1' }
    expect(
      await insi.searchByCard({ ...child, coverage: { regime: '01', organisation: '221', centre: '0000' } }),
    ).toMatchObject({
      outcome: 'found',
      identity: { traits: { firstBirthGivenName: 'ENORA', birthDate: '2019-06-21' } },
    })
    expect((await insi.searchByCard({ ...child, birthRank: '2' })).outcome).toBe('none')
  })

  it('says yes or no to a unit verification, on the matricule and on each trait', async () => {
    const insi = client()
    const { ins, traits } = DEMO_PEOPLE[1]!
    expect((await insi.verify(ins, traits)).outcome).toBe('confirmed')
    expect((await insi.verify(ins, { ...traits, birthPlaceCode: '2B004' })).outcome).toBe('refuted')
    expect((await insi.verify({ ...ins, matricule: '279035121518989' }, traits)).outcome).toBe('refuted')
  })

  it('returns what the national base has of odd: wrong or absent key, INS repeated, trait missing', async () => {
    const insi = client()
    const ask = async (index: number): Promise<object> => {
      const { traits } = ODD_PEOPLE[index]!
      const { birthName, firstBirthGivenName, sex, birthDate } = traits
      const result = await insi.search({ birthName, givenNames: [firstBirthGivenName], sex, birthDate })
      return result.outcome === 'found' ? result.identity : result
    }
    expect(await ask(0)).toMatchObject({
      ins: { matricule: '181036322045660' },
      warnings: ['La clé d’un matricule renvoyé par INSi n’est pas celle attendue.'],
      history: [{ matricule: '281036322045626' }],
    })
    expect(await ask(1)).toMatchObject({ missing: ['birthPlaceCode'] })
    expect(await ask(2)).toMatchObject({ ins: ODD_PEOPLE[2]!.ins, warnings: [] })
  })

  it('tells every message as it went and came, faults included', async () => {
    const insi = client()
    const seen: { request: string; answer?: string }[] = []
    await insi.search(query, (exchange) => seen.push(exchange))
    await admin('PUT', '/failures', [{ kind: 'fault', code: 'desir_001', message: 'Panne', times: 1 }])
    await expect(insi.search(query, (exchange) => seen.push(exchange))).rejects.toThrow()
    await admin('PUT', '/failures', [{ kind: 'silent', times: 1 }])
    await expect(insi.search(query, (exchange) => seen.push(exchange))).rejects.toThrow()
    expect(seen[0]!.request).toContain('PAT-TROIS')
    expect(seen[0]!.answer).toContain('2790351215189')
    expect(seen[1]!.answer).toContain('desir_001')
    expect(seen[2]!.answer).toBeUndefined()
    expect(insi.certificate).toBe('CN=INSI-AUTO, OU=1220000020')
  })

  it('refuses a certificate of another name with DESIR_560', async () => {
    await expect(client(software('DMP-AUTH')).search(query)).rejects.toMatchObject({
      code: 'INSI.SERVICE_ERROR',
      siram: { code: 'DESIR_560', subcode: 'siram_100' },
    })
  })

  it('refuses an unknown authorisation with desir_550, and an emitter that is not in the certificate', async () => {
    await expect(client(undefined, { idam: 'X' }).search(query)).rejects.toMatchObject({ siram: { code: 'desir_550' } })
    await expect(client(undefined, { emitter: '1750000018' }).search(query)).rejects.toMatchObject({
      siram: { code: 'siram_102' },
    })
  })

  it('refuses a connection without a known certificate', async () => {
    const stranger = createTestAuthority('AUTRE').issue({
      subject: [
        ['OU', '1'],
        ['CN', 'INSI-AUTO'],
      ],
      use: 'client',
    })
    await expect(client(stranger).search(query)).rejects.toMatchObject({ code: 'INSI.UNAVAILABLE' })
  })

  it('fails when told: fault, silence, stop, as many times as asked', async () => {
    const insi = client()
    await admin('PUT', '/failures', [{ kind: 'fault', code: 'desir_001', message: 'Panne', times: 1 }])
    await expect(insi.search(query)).rejects.toMatchObject({ siram: { code: 'desir_001', label: 'Panne' } })
    expect((await insi.search(query)).outcome).toBe('found')
    await admin('PUT', '/failures', [{ kind: 'silent', times: 1 }])
    await expect(insi.search(query)).rejects.toMatchObject({ message: 'INSi n’a pas répondu à temps.' })
    await admin('POST', '/down')
    await expect(insi.search(query)).rejects.toMatchObject({ code: 'INSI.UNAVAILABLE' })
    await admin('POST', '/up')
    expect((await insi.search(query)).outcome).toBe('found')
  })

  it('tells what it was asked', async () => {
    await client().search(anne)
    const searches = (await admin('GET', '/searches')) as { criteria: object; outcome: number }[]
    expect(searches.at(-1)).toMatchObject({ criteria: { birthName: 'LE BIHAN', givenNames: ['ANNE'] }, outcome: 2 })
  })

  const xsd = path.join(
    process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures'),
    'insi/wsdl/xsd/ServiceIdentiteCertifiee/INSi_RESULTAT_INS.xsd',
  )
  const hasXsd = existsSync(xsd)
  ;(hasXsd ? it : it.skip)(
    `answers what the schema of the teleservice allows${hasXsd ? '' : ` (skipped: ${xsd} is absent)`}`,
    async () => {
      for (const found of [[], ...[...DEMO_PEOPLE, ...ODD_PEOPLE].map((one) => [one]), DEMO_PEOPLE.slice(4)])
        expect(await validateXsd(Buffer.from(resultat(found)), xsd)).toEqual([])
    },
  )
})

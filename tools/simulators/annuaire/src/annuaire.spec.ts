import { demoRpps, startAnnuaireSimulator, type AnnuaireSimulator } from './index'

interface Bundle {
  total: number
  link: { relation: string; url: string }[]
  entry: { search: { mode: string }; resource: { resourceType: string; telecom?: { value: string }[] } }[]
}

describe('the Annuaire Santé of the rehearsal', () => {
  let simulator: AnnuaireSimulator
  const get = async (path: string, key = 'cle'): Promise<{ status: number; body: Bundle }> => {
    const url = path.startsWith('http') ? path : `${simulator.url}/${path}`
    const response = await fetch(url, { headers: { 'ESANTE-API-KEY': key } })
    return { status: response.status, body: (await response.json()) as Bundle }
  }

  beforeAll(async () => {
    simulator = await startAnnuaireSimulator({ apiKey: 'cle', requestsPerSecond: 1000 })
  })
  afterAll(() => simulator.close())

  it('answers 401 with an OperationOutcome without the key', async () => {
    expect(await get('Practitioner', 'autre')).toMatchObject({
      status: 401,
      body: { resourceType: 'OperationOutcome' },
    })
  })

  it('finds the general practitioner by RPPS number, with the MSSanté mailbox', async () => {
    const { body } = await get(`Practitioner?identifier=${demoRpps('1010000001')}`)
    expect(body.total).toBe(1)
    expect(body.entry[0]?.resource.telecom?.[0]?.value).toBe('paul.tanguy@medecin.mssante.example')
  })

  it('finds by family and given name without regard to accents or case', async () => {
    expect((await get('Practitioner?family=kervadec&given=maelle')).body.total).toBe(1)
  })

  it('finds the holder of a mailbox', async () => {
    expect((await get('Practitioner?mailbox-mss:contains=paul.tanguy')).body.total).toBe(1)
  })

  it('gives at most 50 results per page and a link to the next one, until the end', async () => {
    let url: string | undefined = 'Practitioner?family=ANNUAIRE&_count=1000'
    const sizes: number[] = []
    while (url !== undefined) {
      const { body }: { body: Bundle } = await get(url)
      sizes.push(body.entry.length)
      url = body.link.find((l) => l.relation === 'next')?.url
    }
    expect(sizes).toEqual([50, 50, 20])
  })

  it('includes the organization of a role, and the roles of an organization', async () => {
    const { body } = await get('Organization?name:contains=trieux&_revinclude=PractitionerRole:organization')
    expect(body.entry.filter((e) => e.search.mode === 'include')).toHaveLength(2)
    const roles = await get('PractitionerRole?organization=001-220012348&_include=PractitionerRole:organization')
    expect(roles.body.entry.map((e) => e.resource.resourceType)).toContain('Organization')
  })

  it('searches by POST as well', async () => {
    const response = await fetch(`${simulator.url}/Organization/_search`, {
      method: 'POST',
      headers: { 'ESANTE-API-KEY': 'cle', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'identifier=https://finess.esante.gouv.fr|220000020',
    })
    expect(((await response.json()) as Bundle).total).toBe(1)
  })

  it('refuses with 400 a parameter that the published service does not offer', async () => {
    expect((await get('Practitioner?mailbox-mss-type=PER')).status).toBe(400)
  })

  it('marks the mailboxes of the red list', async () => {
    const { body } = await get('Practitioner?family=LE%20BIHAN')
    expect(JSON.stringify(body.entry[0])).toContain('{"url":"listeRouge","valueBoolean":true}')
  })

  it('answers 429 beyond the rate, and when armed', async () => {
    simulator.arm({ kind: '429', times: 1 })
    expect((await get('Practitioner')).status).toBe(429)
    expect((await get('Practitioner')).status).toBe(200)
    const slow = await startAnnuaireSimulator({ apiKey: 'cle', requestsPerSecond: 1 })
    const ask = (): Promise<Response> => fetch(`${slow.url}/Practitioner`, { headers: { 'ESANTE-API-KEY': 'cle' } })
    const statuses = (await Promise.all([ask(), ask(), ask(), ask()])).map((r) => r.status)
    expect(statuses).toContain(429)
    await slow.close()
  })
})

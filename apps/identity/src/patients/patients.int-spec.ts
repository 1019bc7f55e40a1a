import { type Page, type PatientDetail, type PatientSummary, TrailRecorded } from '@anamnese/contracts'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'
import { a28, a31, a40 } from '../test/messages'

describe('searching and reading identities', () => {
  let bench: TestBench
  let url: string
  let client: MllpClient

  beforeAll(async () => {
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.identity.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    const service = await bench.start(definition, { INS_TEST_OIDS: 'true' })
    url = service.url
    client = new MllpClient({ host: '127.0.0.1', port: service.app.get(PamDoor).address!.port })
    for (const text of [
      a28({ ipp: 'S1' }),
      a28({
        ipp: 'S2',
        ins: null,
        names: "D'Œuvre-Le Gall^Élise^Élise Anne^^^^L~MARTIN^LISON^^^^^D",
        birth: '19900102',
      }),
      a28({ ipp: 'S3', ins: null, names: 'DOEUVRE^PAUL^PAUL^^^^L', birth: '19900102', sex: 'M' }),
      a28({ ipp: 'S4', ins: null, reliability: 'PROV', names: 'PATRON^JEAN^JEAN^^^^L', sex: 'M' }),
      a28({ ipp: 'S5', ins: null, names: 'DOUBLON^X^X^^^^L' }),
      a40('S5', { ipp: 'S4', ins: null, names: 'PATRON^JEAN^JEAN^^^^L', sex: 'M', reliability: 'PROV' }),
    ])
      await client.send(Buffer.from(text))
  }, 60_000)
  afterAll(async () => {
    client.close()
    await bench.close()
  }, 30_000)

  async function get<T>(path: string, actor = {}): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${url}${path}`, { headers: await bench.as(actor) })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  const search = async (query: string) =>
    (await get<Page<PatientSummary>>(`/patients?${query}`)).body.items.map((one) => one.ipps[0]?.value)
  const q = async (text: string) => search(`q=${encodeURIComponent(text)}`)

  it.each([
    ['d’œuv', ['S3', 'S2']],
    ['doeuvre-legall', ['S2']],
    ['le gall', ['S2']],
    ['elise 02/01/1990', ['S2']],
    ['mart', ['S2']],
    ['lison', ['S2']],
    ['02/01/1990', ['S3', 'S2']],
    ['279035121518989', ['S1']],
    ['S3', ['S3']],
    ['personne', []],
  ])('%s', async (text, expected) => {
    expect((await q(text)).sort()).toEqual([...expected].sort())
  })

  it('separate fields narrow each other', async () => {
    expect(await search('name=doe&birthDate=02/01/1990')).toHaveLength(2)
    expect(await search('name=doe&givenName=pa')).toEqual(['S3'])
    expect(await search('status=PROVISOIRE')).toEqual(['S4'])
    expect(await search('status=QUALIFIEE,PROVISOIRE&sort=name')).toEqual(['S1', 'S4'])
  })

  it('a merged record is found by its IPP only, and says where it went', async () => {
    expect(await q('doublon')).toEqual([])
    const [merged] = (await get<Page<PatientSummary>>('/patients?q=S5')).body.items
    expect(merged?.mergedInto).toBeDefined()
  })

  it('says in French what is wrong with a matricule', async () => {
    expect(await get('/patients?q=279035121518988')).toMatchObject({ status: 422, body: { code: 'SEARCH.MATRICULE' } })
  })

  it('each INS shown is traced for its patient', async () => {
    const trails = await bench.collect(TrailRecorded)
    const [patient] = (await get<Page<PatientSummary>>('/patients?q=pat')).body.items.filter((one) => one.ins)
    const open = { patientContext: { patientId: patient!.id, purpose: 'care' as const } }
    const { body } = await get<PatientDetail>(`/patients/${patient!.id}`, open)
    expect(body).toMatchObject({
      status: 'QUALIFIEE',
      ins: { matricule: '279035121518989', nature: 'NIR' },
      sources: [{ mode: 'INTEROP', active: true, proof: { highConfidence: true } }],
      insHistory: [{ ins: { matricule: '279035121518989' } }],
    })
    await eventually(() => {
      expect(trails.map((event) => event.data)).toEqual([
        expect.objectContaining({ action: 'patient.search', ins: true, patientId: patient!.id, outcome: 'success' }),
        expect.objectContaining({ action: 'record.read', ins: true, purpose: 'care' }),
      ])
    })
  }, 20_000)

  it('a record that is not open, or does not exist, is not read', async () => {
    const [patient] = (await get<Page<PatientSummary>>('/patients?q=S1')).body.items
    expect((await get(`/patients/${patient!.id}`)).status).toBe(403)
    const open = { patientContext: { patientId: 'inconnu', purpose: 'care' as const } }
    expect(await get('/patients/inconnu', open)).toMatchObject({ status: 404, body: { code: 'PATIENT.UNKNOWN' } })
    expect((await get('/patients?q=x', { permissions: [] })).status).toBe(403)
  })

  it('messages received are listed with their remarks, and shown as they came', async () => {
    await client.send(Buffer.from(a31({ ipp: 'S9', id: 'BAD-1', ins: null, reliability: '' })))
    const { body } = await get<Page<{ id: string; findings: unknown[] }>>('/identity/messages?outcome=AE')
    expect(body.items).toMatchObject([{ controlId: 'BAD-1', outcome: 'AE', event: 'A31', findings: [{ code: '101' }] }])
    const detail = await get<{ text: string; answer: string }>(`/identity/messages/${body.items[0]!.id}`)
    expect(detail.body.text).toContain('PAT-TROIS^DOMINIQUE')
    expect(detail.body.answer).toContain('MSA|AE|BAD-1')
    expect((await get('/identity/messages', { permissions: ['patient.read'] })).status).toBe(403)
  })
})

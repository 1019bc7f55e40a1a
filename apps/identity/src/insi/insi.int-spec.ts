import {
  type InsiSearchResponse,
  type Page,
  PatientChanged,
  type PatientDetail,
  type PatientSummary,
  type QualifyResponse,
  TrailRecorded,
} from '@anamnese/contracts'
import { insKey } from '@anamnese/domain-ins'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'
import { a28, a31, type MessageParts } from '../test/messages'
import { startTeleservice, type Teleservice } from '../test/teleservice'

const CORSE = {
  number: '180032B020401',
  key: '23',
  NomNaissance: 'CORSE',
  Prenom: 'ANTHONY',
  ListePrenom: 'ANTHONY JEAN',
  Sexe: 'M',
  DateNaissance: '1980-03-02',
  LieuNaissance: '2B020',
}

describe('qualifying an identity', () => {
  let bench: TestBench
  let url: string
  let client: MllpClient
  let insi: Teleservice

  beforeAll(async () => {
    insi = await startTeleservice()
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.identity.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    const service = await bench.start(definition, { INS_TEST_OIDS: 'true', ...insi.environment })
    url = service.url
    client = new MllpClient({ host: '127.0.0.1', port: service.app.get(PamDoor).address!.port })
  }, 60_000)
  afterAll(async () => {
    client.close()
    await bench.close()
    await insi.close()
  }, 30_000)

  /** A provisional identity received by PAM; every test has an INS of its own. */
  let serial = 0
  async function arrive(
    parts: MessageParts = {},
  ): Promise<{ id: string; version: number; ipp: string; person: typeof CORSE }> {
    const order = String(100 + ++serial)
    const number = `180032B020${order}`
    const person = { ...CORSE, number, key: insKey(number) }
    const ipp = `Q${order}`
    const text = a28({
      ipp,
      ins: null,
      reliability: 'PROV',
      names: 'Corse^Anthony^^^^^L',
      birth: '19800302',
      sex: 'M',
      place: '2B020',
      ...parts,
    })
    await client.send(Buffer.from(text))
    const found = (await call<Page<PatientSummary>>('GET', `/patients?q=${ipp}`)).body.items[0]!
    return { id: found.id, version: 1, ipp, person }
  }

  async function call<T>(method: string, path: string, body?: object, id = ''): Promise<{ status: number; body: T }> {
    const patientContext = { patientId: id, purpose: 'identity' as const }
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: await bench.as({ patientContext }),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  const post = async <T>(id: string, path: string, body: object = {}) =>
    call<T>('POST', `/patients/${id}/${path}`, body, id)

  it('shows what INSi answers beside the local identity, and changes nothing', async () => {
    const { id, person } = await arrive({ names: 'CORSE^ANTHONY^^^^^L', place: '99999' })
    insi.answer({ person })
    const { body } = await post<InsiSearchResponse>(id, 'insi/search')
    expect(body).toMatchObject({
      outcome: 'found',
      code: '00',
      found: { ins: { matricule: person.number + person.key, nature: 'NIR' }, warnings: [] },
      differences: [
        { field: 'birthGivenNames', local: '', national: 'ANTHONY JEAN' },
        { field: 'birthPlaceCode', local: '99999', national: '2B020' },
      ],
    })
    expect((await call<PatientDetail>('GET', `/patients/${id}`, undefined, id)).body).toMatchObject({
      status: 'PROVISOIRE',
      version: 1,
    })
  })

  it.each([
    [{ code: '01' as const }, { outcome: 'not-found', code: '01' }],
    [{ code: '02' as const }, { outcome: 'several', code: '02' }],
    [{ fault: 'desir_550' }, { outcome: 'unavailable', code: 'desir_550' }],
    ['silence' as const, { outcome: 'unavailable', code: 'INSI.UNAVAILABLE' }],
  ])('%j leaves the identity as it was, and says what to do', async (reply, expected) => {
    const { id } = await arrive()
    insi.answer(reply)
    const { status, body } = await post<InsiSearchResponse>(id, 'insi/search')
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...expected, differences: [] })
    expect(body.message).toMatch(/ .*\./)
    const qualified = await post<QualifyResponse>(id, 'qualify', { type: 'CN', version: 1 })
    expect(qualified.body).toMatchObject({ patient: { status: 'PROVISOIRE', version: 1 }, insi: expected })
  })

  it('accepting makes it recovered; a checked document then makes it qualified, and everything is told', async () => {
    const events = await bench.collect(PatientChanged, TrailRecorded)
    const { id, version, person } = await arrive()
    insi.answer({ person })
    const { callId } = (await post<InsiSearchResponse>(id, 'insi/search')).body
    const accepted = await post<PatientDetail>(id, 'insi/accept', { callId, version })
    expect(accepted.body).toMatchObject({
      status: 'RECUPEREE',
      ins: { matricule: person.number + person.key },
      traits: { birthGivenNames: 'ANTHONY JEAN' },
      sources: [{ mode: 'INTEROP' }, { mode: 'INSI', active: true }],
    })
    const weak = await post<PatientDetail>(id, 'proofs', { type: 'PC', version: 2 })
    expect(weak.body).toMatchObject({ status: 'RECUPEREE', version: 3 })
    const proven = await post<PatientDetail>(id, 'proofs', { type: 'CN', version: 3 })
    expect(proven.body).toMatchObject({ status: 'QUALIFIEE', version: 4 })
    expect(proven.body.history[0]?.what).toBe('Identité récupérée → Identité qualifiée.')
    await eventually(() => {
      const told = events.filter((event) => event.key === id)
      const changes = told.filter((event) => event.type === PatientChanged.type).map((event) => event.data)
      expect(changes).toMatchObject([{ version: 1 }, { status: 'RECUPEREE' }, { version: 3 }, { status: 'QUALIFIEE' }])
      const trails = told.filter((event) => event.type === TrailRecorded.type).map((event) => event.data)
      expect(trails).toContainEqual(expect.objectContaining({ action: 'insi.search', partner: 'INSi', ins: true }))
      expect(trails).toContainEqual(expect.objectContaining({ action: 'identity.accept', ins: true }))
    })
  }, 20_000)

  it('one act qualifies when nothing contradicts; a contradiction is a decision of the person', async () => {
    const same = await arrive()
    insi.answer({ person: same.person })
    expect((await post<QualifyResponse>(same.id, 'qualify', { type: 'PA', version: 1 })).body.patient).toMatchObject({
      status: 'QUALIFIEE',
      version: 2,
    })
    const other = await arrive({ birth: '19800303' })
    insi.answer({ person: other.person })
    const undecided = await post<QualifyResponse>(other.id, 'qualify', { type: 'PA', version: 1 })
    expect(undecided.body).toMatchObject({ patient: { status: 'PROVISOIRE' }, insi: { outcome: 'found' } })
    expect(undecided.body.insi.differences).toContainEqual(
      expect.objectContaining({ field: 'birthDate', local: '03/03/1980', national: '02/03/1980' }),
    )
    const decided = await post<QualifyResponse>(other.id, 'qualify', {
      type: 'PA',
      version: 1,
      acceptDifferences: true,
    })
    expect(decided.body.patient).toMatchObject({ status: 'QUALIFIEE', traits: { birthDate: '1980-03-02' } })
  })

  it('is refused on a version that is no longer the one that was seen, or for an INS of another record', async () => {
    const one = await arrive()
    const two = await arrive()
    insi.answer({ person: one.person })
    await post(one.id, 'qualify', { type: 'CN', version: 1 })
    expect(await post(one.id, 'proofs', { type: 'PA', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.CONFLICT' },
    })
    expect(await post(two.id, 'qualify', { type: 'CN', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.INS_DUPLICATE' },
    })
    const collision = { holderId: one.id, claimantId: two.id, origin: { kind: 'INSI' } }
    expect(await bench.collection('duplicate_pairs').findOne({ kind: 'INS' })).toMatchObject({ collision })
    expect(await post(one.id, 'proofs', { type: 'ZZ', version: 2 })).toMatchObject({ status: 422 })
    expect(await post(one.id, 'proofs', { type: 'CN' })).toMatchObject({ status: 400 })
  })

  it('a doubtful identity is not submitted to INSi', async () => {
    const { id, ipp } = await arrive()
    const names = 'CORSE^ANTHONY^^^^^L'
    await client.send(
      Buffer.from(
        a31({ ipp, ins: null, names, birth: '19800302', sex: 'M', place: '2B020', reliability: 'PROV~DOUT' }),
      ),
    )
    expect(await post(id, 'insi/search')).toMatchObject({ status: 409, body: { code: 'IDENTITY.INSI_BLOCKED' } })
    expect(await post(id, 'proofs', { type: 'CN', version: 2 })).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.BLOCKED' },
    })
  })

  it('a provisional message of the same identity does not undo what was established here', async () => {
    const { id, ipp, person } = await arrive()
    insi.answer({ person })
    await post(id, 'qualify', { type: 'CN', version: 1 })
    const names = 'Corse^Anthony^^^^^L'
    const text = a31({ ipp, ins: null, names, birth: '19800302', sex: 'M', place: '2B020', reliability: 'PROV' })
    await client.send(Buffer.from(text))
    const { body } = await call<PatientDetail>('GET', `/patients/${id}`, undefined, id)
    expect(body).toMatchObject({ status: 'QUALIFIEE', traits: { birthName: 'CORSE', birthGivenNames: 'ANTHONY JEAN' } })
  })
})

import {
  type InsiCallDetail,
  type InsiCallView,
  type InsiRecordView,
  type InsiSearchResponse,
  type InsiVerifyResponse,
  type Page,
  PatientChanged,
  type PatientDetail,
  TrailRecorded,
} from '@anamnese/contracts'
import { insKey } from '@anamnese/domain-ins'
import { eventually } from '@anamnese/platform-testing'
import { type Arrived, InsiBench } from '../test/insi-bench'

describe('the INS of a record, for an identity officer who has not opened it', () => {
  let on: InsiBench

  beforeAll(async () => {
    on = await InsiBench.start({ INSI_SUSPEND_AFTER: '3', INSI_SUSPEND_SECONDS: '1' })
  }, 60_000)
  afterAll(async () => on.close(), 30_000)

  const post = async <T>(id: string, path: string, body: object = {}) =>
    on.call<T>('POST', `/patients/${id}/identity/insi/${path}`, body)

  async function recovered(past: string[] = []): Promise<Arrived> {
    const arrived = await on.arrive()
    on.insi.answer({ person: arrived.person, past })
    const { callId } = (await post<InsiSearchResponse>(arrived.id, 'search')).body
    expect(await post(arrived.id, 'accept', { callId, version: 1 })).toMatchObject({
      status: 200,
      body: { status: 'RECUPEREE' },
    })
    return arrived
  }

  it('takes the past INS that INSi returns into its history, once', async () => {
    const old = '280032B020999'
    const { id, person } = await recovered([old, old, '180032B020998'])
    const { insHistory, insVerifiedAt } = await on.detail(id)
    expect(insHistory.map(({ ins }) => ins.matricule)).toEqual([
      person.number + person.key,
      `180032B020998${insKey('180032B020998')}`,
      old + insKey(old),
    ])
    expect(insHistory[1]).toMatchObject({ reason: 'Ancienne INS renvoyée par INSi.' })
    expect(insHistory[0]?.until).toBeUndefined()
    expect(insVerifiedAt).toBeDefined()
  })

  it('is searched by the data of a carte Vitale', async () => {
    const { id, person } = await on.arrive()
    on.insi.answer({ person })
    const card = { insuredMatricule: '2790351215189', birthDate: '1980-31-42', birthRank: '1' }
    const { body } = await post<InsiSearchResponse>(id, 'card', { card })
    expect(body).toMatchObject({ outcome: 'found', found: { ins: { matricule: person.number + person.key } } })
    expect(on.insi.requests.at(-1)).toMatch(/RECVITALE.*DateNaissance>1980-31-42</)
    expect(await post(id, 'card', { card: { birthDate: '1980' } })).toMatchObject({ status: 400 })
    expect((await post<InsiSearchResponse>(id, 'card', { card: {} })).body).toMatchObject({
      outcome: 'unavailable',
      code: 'INSI.TRAITS_INSUFFICIENT',
    })
  })

  it('is confirmed by a verification, which is proposed until then when it came from outside', async () => {
    const { id, person } = await recovered()
    await on.bench.collection('patients').updateOne({ _id: id as never }, { $unset: { insVerifiedAt: '' } })
    const view = async (): Promise<InsiRecordView> => on.get(`/patients/${id}/identity/insi`)
    expect(await view()).toMatchObject({ verificationDue: 'received', service: { state: 'available' } })
    on.insi.answer({ person })
    const { body } = await post<InsiVerifyResponse>(id, 'verify')
    expect(body).toMatchObject({ outcome: 'confirmed', by: 'search', differences: [] })
    expect(await view()).toMatchObject({ verifiedAt: expect.any(String) as string })
    expect((await view()).verificationDue).toBeUndefined()
    await on.bench.collection('patients').updateOne({ _id: id as never }, { $set: { insVerifiedAt: '2020-01-01' } })
    expect(await view()).toMatchObject({ verificationDue: 'old' })
  })

  it.each([
    ['another matricule', { number: '180032B020777', key: insKey('180032B020777') }, 'different'],
    ['another trait', { LieuNaissance: '2B004' }, 'different'],
  ])('%s raises a doubt, which a person settles by keeping the INS or withdrawing it', async (_what, over, outcome) => {
    const events = await on.bench.collect(PatientChanged, TrailRecorded)
    const { id, person } = await recovered()
    on.insi.answer({ person: { ...person, ...over } })
    expect((await post<InsiVerifyResponse>(id, 'verify')).body).toMatchObject({ outcome })
    const doubted = await on.detail(id)
    expect(doubted).toMatchObject({ status: 'RECUPEREE', insDoubt: { callId: expect.any(String) as string } })
    expect(doubted.ins?.matricule).toBe(person.number + person.key)

    const { version } = doubted
    expect(await post(id, 'keep', { version: 1, reason: 'Pièce revue' })).toMatchObject({ status: 409 })
    const kept = await post<PatientDetail>(id, 'keep', { version, reason: 'Pièce revue' })
    expect(kept.body.insDoubt).toBeUndefined()
    const withdrawn = await post<PatientDetail>(id, 'withdraw', { version: version + 1, reason: 'Usurpation' })
    expect(withdrawn.body).toMatchObject({ status: 'PROVISOIRE', insHistory: [{ reason: 'Usurpation' }] })
    expect(withdrawn.body.ins).toBeUndefined()
    expect(withdrawn.body.history[0]).toMatchObject({ what: 'INS retirée.', reason: 'Usurpation' })
    await eventually(() => {
      const told = events.filter((event) => event.key === id)
      expect(told.filter((event) => event.type === PatientChanged.type).at(-1)?.data).toMatchObject({
        status: 'PROVISOIRE',
      })
      expect(told.map((event) => (event.data as { action?: string }).action)).toEqual(
        expect.arrayContaining(['insi.verify', 'ins.keep', 'ins.withdraw']),
      )
    })
  })

  it('withdrawn from a qualified identity, it leaves a validated one: the document still counts', async () => {
    const local = await recovered()
    const prove = async (type: string, version: number) =>
      fetch(`${on.url}/patients/${local.id}/proofs`, {
        method: 'POST',
        headers: await on.bench.as({ patientContext: { patientId: local.id, purpose: 'identity' } }),
        body: JSON.stringify({ type, version }),
      })
    expect((await prove('CN', 2)).status).toBe(200)
    expect((await post<PatientDetail>(local.id, 'withdraw', { version: 3, reason: 'INSi KO' })).body.status).toBe(
      'VALIDEE',
    )
  })

  it('is not given to an identity whose birth date was corrected (PAM-FR 2.11 §6.6.4)', async () => {
    const { id, person } = await on.arrive({ segments: ['PV1|1|N', 'ZFD|||N|Y|SM'] })
    on.insi.answer({ person })
    const { callId } = (await post<InsiSearchResponse>(id, 'search')).body
    expect(await post(id, 'accept', { callId, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'INSI.CORRECTED_BIRTH_DATE' },
    })
  })

  it('keeps every call as it went and came, with who asked and the certificate that called', async () => {
    const { id, person } = await on.arrive()
    on.insi.answer({ fault: 'desir_001' })
    await post(id, 'search')
    on.insi.answer({ person })
    await post(id, 'search')
    const { items, total } = await on.get<Page<InsiCallView>>(`/patients/${id}/identity/insi/calls`)
    expect(total).toBe(2)
    expect(items[0]).toMatchObject({
      outcome: 'found',
      operator: 'Dr Maëlle KERVADEC',
      certificate: 'CN=INSI-AUTO, OU=EMETTEUR-TEST',
      attempts: [{ query: { birthName: person.NomNaissance }, code: '00' }],
    })
    const failed = await on.get<InsiCallDetail>(`/patients/${id}/identity/insi/calls/${items[1]!.id}`)
    expect(failed.exchanges).toHaveLength(1)
    expect(failed.exchanges[0]?.request).toContain(person.NomNaissance)
    expect(failed.exchanges[0]?.answer).toContain('desir_001')
  })

  it('says that INSi is down, leaves it alone a while, and comes back by itself', async () => {
    const { id, person } = await on.arrive()
    on.insi.answer({ fault: 'desir_001' })
    for (let turn = 0; turn < 3; turn += 1) await post(id, 'search')
    const asked = on.insi.requests.length
    const refused = await post<InsiSearchResponse>(id, 'search')
    expect(refused.body).toMatchObject({ outcome: 'unavailable' })
    expect(refused.body.message).toContain('La prise en charge continue')
    expect(on.insi.requests).toHaveLength(asked)
    expect(await on.get('/identity/insi/state')).toMatchObject({
      state: 'suspended',
      lastFailure: { code: 'desir_001' },
    })
    on.insi.answer({ person })
    await eventually(async () => {
      expect((await post<InsiSearchResponse>(id, 'search')).body.outcome).toBe('found')
    }, 5000)
  })
})

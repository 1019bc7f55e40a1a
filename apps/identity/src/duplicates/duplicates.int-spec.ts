import type { DuplicateCounters, DuplicateDetail, DuplicateView, Page } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { MergeDesk, PROV } from '../test/merge-desk'
import { a28, a31, a40 } from '../test/messages'

describe('duplicates and collisions', () => {
  let desk: MergeDesk

  beforeAll(async () => {
    desk = await MergeDesk.open()
  }, 60_000)
  afterAll(async () => desk.close(), 30_000)

  it('an INS that comes for a second record is a collision, which is resolved by withdrawing it from the first', async () => {
    const ins = '277010115400329'
    await desk.send(a28({ ipp: 'L1', ins, names: 'LAOT^RENAN^RENAN^^^^L', birth: '19770101' }))
    expect(await desk.send(a28({ ipp: 'L2', ins, names: 'LAOT^RONAN^RONAN^^^^L', birth: '19770102' }))).toMatchObject({
      code: 'AA',
    })
    expect(await desk.patient('L2')).toMatchObject({ status: 'VALIDEE' })
    const list = async () =>
      (await desk.call<Page<DuplicateView>>('GET', '/identity/duplicates?kind=INS&q=laot')).body.items
    const [pair] = await list()
    const holder = await desk.patient('L1')
    expect(pair).toMatchObject({
      collision: { holderId: holder._id, ins: { matricule: ins, nature: 'NIR' }, origin: { kind: 'PAM' } },
    })
    // Said again by another message, it is the same collision.
    await desk.send(a31({ ipp: 'L2', ins, names: 'LAOT^RONAN^RONAN^^^^L', birth: '19770102' }))
    expect(await list()).toHaveLength(1)
    const detail = await desk.call<DuplicateDetail>('GET', `/identity/duplicates/${pair!.id}`)
    const withdrawn = await desk.call<DuplicateDetail>('POST', `/identity/duplicates/${pair!.id}/withdrawal`, {
      version: detail.body.version,
      holderVersion: holder.version,
      reason: 'INS attribuée au mauvais frère',
    })
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'different' } })
    expect(await desk.patient('L1')).toMatchObject({
      status: 'VALIDEE',
      insHistory: [{ until: expect.any(String) as string }],
    })
    await desk.send(a31({ ipp: 'L2', ins, names: 'LAOT^RONAN^RONAN^^^^L', birth: '19770102' }))
    expect(await desk.patient('L2')).toMatchObject({ status: 'QUALIFIEE' })
  }, 20_000)

  it('duplicates are found as records come, explained, dismissed until their traits change', async () => {
    await desk.send(a28({ ipp: 'M1', ...PROV, names: 'MORVANT^YANN^YANN^^^^L', birth: '19780304', sex: 'M' }))
    await desk.send(a28({ ipp: 'M2', ...PROV, names: 'MORVAN^YANN^YANN^^^^L', birth: '19780403', sex: 'M' }))
    await desk.send(a28({ ipp: 'M3', ...PROV, names: 'MORVAN^GAEL^GAEL^^^^L', birth: '19780403', sex: 'M' }))
    const list = async (query = '') =>
      (await desk.call<Page<DuplicateView>>('GET', `/identity/duplicates?q=morvan${query}`)).body.items
    let found: DuplicateView[] = []
    await eventually(async () => {
      found = await list()
      expect(found).toHaveLength(1)
    }, 15_000)
    const [pair] = found
    expect(pair).toMatchObject({ kind: 'DUPLICATE', likelihood: expect.stringContaining('probable') as string })
    expect(pair?.reasons.map((one) => one.code)).toEqual(expect.arrayContaining(['DATE.SWAPPED', 'NAME.SIMILAR']))
    const decision = { version: pair!.version, state: 'different', reason: 'Deux cousins, vérifié' }
    expect((await desk.call('POST', `/identity/duplicates/${pair!.id}/decision`, decision)).status).toBe(200)
    expect(await desk.call('POST', `/identity/duplicates/${pair!.id}/decision`, decision)).toMatchObject({
      status: 409,
    })
    // A change of phone changes nothing; that of a trait asks again.
    const cards = desk.bench.collection('match_cards')
    const quiet = async () =>
      eventually(async () => {
        expect(await cards.countDocuments({ 'pending.since': { $exists: true } })).toBe(0)
      }, 15_000)
    await desk.send(
      a31({ ipp: 'M2', ...PROV, names: 'MORVAN^YANN^YANN^^^^L~MORVAN^YANNICK^^^^^D', birth: '19780403', sex: 'M' }),
    )
    await quiet()
    await eventually(async () => {
      expect(await list('&state=open')).toHaveLength(1)
    }, 15_000)
    const counters = await desk.call<DuplicateCounters>('GET', '/identity/duplicates/counters')
    expect(counters.body.duplicates).toBeGreaterThan(0)
    const [again] = await list()
    expect(
      (await desk.call('POST', `/identity/duplicates/${pair!.id}/decision`, { ...decision, version: again!.version }))
        .status,
    ).toBe(200)
    await desk.send(
      a31({
        ipp: 'M1',
        ...PROV,
        id: 'M1-SAME',
        names: 'MORVANT^YANN^YANN^^^^L',
        birth: '19780304',
        sex: 'M',
        segments: ['PD1||||810100000016^TANGUY^PAUL', 'PV1|1|N'],
      }),
    )
    await quiet()
    expect(await list('&state=open')).toHaveLength(0)
  }, 60_000)

  it('two records that a person takes for one are examined, however little they resemble each other', async () => {
    await desk.send(a28({ ipp: 'N1', ...PROV, names: 'NEDELEC^ALAN^ALAN^^^^L', birth: '19790101', sex: 'M' }))
    await desk.send(a28({ ipp: 'N2', ...PROV, names: 'OLLIVIER^PAOL^PAOL^^^^L', birth: '19550606', sex: 'M' }))
    const signal = async (...ipps: string[]) =>
      desk.call<DuplicateDetail>('POST', '/identity/duplicates', { ipps, reason: 'Vus ensemble à l’accueil' })
    const { status, body } = await signal('N1', 'N2')
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'open', signal: { reason: 'Vus ensemble à l’accueil' } })
    expect(body.traits.find((one) => one.field === 'sex')?.values).toEqual(['Masculin', 'Masculin'])
    // Still there after its records were compared again.
    await desk.send(a31({ ipp: 'N1', ...PROV, names: 'NEDELEC^ALAN^ALAN YVES^^^^L', birth: '19790101', sex: 'M' }))
    await eventually(async () => {
      const cards = desk.bench.collection('match_cards')
      expect(await cards.countDocuments({ 'pending.since': { $exists: true } })).toBe(0)
      const detail = await desk.call<DuplicateDetail>('GET', `/identity/duplicates/${body.id}`)
      expect(detail.body.patients.map((one) => one.version)).toContain(2)
    }, 15_000)
    expect((await desk.call<Page<DuplicateView>>('GET', '/identity/duplicates?q=nedelec')).body.items).toHaveLength(1)
    expect(await signal('N1', 'N1')).toMatchObject({ status: 422, body: { code: 'DUPLICATE.SAME' } })
    expect(await signal('N1', 'INCONNU')).toMatchObject({ status: 404 })
    await desk.send(
      a40('N2', { ipp: 'N1', ...PROV, names: 'NEDELEC^ALAN^ALAN YVES^^^^L', birth: '19790101', sex: 'M' }),
    )
    expect(await signal('N1', 'N2')).toMatchObject({ status: 422, body: { code: 'IDENTITY.MERGED' } })
  }, 30_000)

  it('the whole base is compared again, pauses, and goes on where it was', async () => {
    await desk.bench.collection('match_cards').deleteMany({})
    await desk.bench.collection('duplicate_pairs').deleteMany({})
    expect((await desk.call('POST', '/identity/duplicates/scan', { action: 'start' })).body).toMatchObject({
      state: 'running',
    })
    const patients = await desk.bench.collection('patients').countDocuments()
    await eventually(async () => {
      const { body } = await desk.call('GET', '/identity/duplicates/scan')
      expect(body).toMatchObject({ state: 'done', queued: patients, waiting: 0 })
    }, 30_000)
    expect(await desk.bench.collection('duplicate_pairs').countDocuments({ state: 'open' })).toBeGreaterThan(0)
    expect(await desk.call('POST', '/identity/duplicates/scan', { action: 'pause' })).toMatchObject({ status: 409 })
  }, 60_000)

  it('searches by indexes, whatever the size of the base', async () => {
    const stageOf = async (collection: string, filter: object, sort: object = {}) => {
      const cursor = desk.bench
        .collection(collection)
        .find(filter)
        .sort(sort as never)
      const { queryPlanner } = (await cursor.explain('queryPlanner')) as { queryPlanner: { winningPlan: object } }
      return JSON.stringify(queryPlanner.winningPlan)
    }
    const establishment = '220000020'
    const plans = [
      await stageOf('match_cards', { establishment, keys: { $in: ['D:1978-03:X', 'Y:1978:A+B'] } }),
      await stageOf(
        'match_cards',
        { establishment, 'pending.since': { $exists: true } },
        { 'pending.priority': 1, 'pending.since': 1 },
      ),
      await stageOf('duplicate_pairs', { establishment, state: 'open' }, { score: -1, _id: 1 }),
      await stageOf('duplicate_pairs', { establishment, state: 'open', kind: 'INS' }, { score: -1, _id: 1 }),
      await stageOf('duplicate_pairs', { establishment, patients: 'x' }),
      await stageOf('merges', { establishment }, { at: -1 }),
    ]
    for (const plan of plans) {
      expect(plan).toContain('IXSCAN')
      expect(plan).not.toContain('COLLSCAN')
      expect(plan).not.toContain('"stage":"SORT"')
    }
  })
})

import type { InsiBatchItemView, InsiBatchView, InsiSearchResponse, Page } from '@anamnese/contracts'
import { insKey } from '@anamnese/domain-ins'
import { eventually } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { type Arrived, InsiBench } from '../test/insi-bench'
import type { Reply } from '../test/teleservice'

const FAST = { INSI_BATCH_PER_MINUTE: '3000', INSI_SUSPEND_AFTER: '100', INSI_BATCH_ATTEMPTS: '2' }

describe('a batch of calls to INSi', () => {
  let on: InsiBench

  beforeAll(async () => {
    on = await InsiBench.start(FAST)
  }, 60_000)
  afterAll(async () => on.close(), 30_000)

  /** Answers for the person whose name is in the request. */
  function answerFor(replies: readonly [Arrived, Reply][]): void {
    on.insi.answer((request) => {
      const mine = replies.find(([arrived]) => request.includes(`>${arrived.person.NomNaissance}<`))
      return mine?.[1] ?? { code: '01' }
    })
  }
  const create = async (body: object): Promise<InsiBatchView> => {
    const answer = await on.call<InsiBatchView>('POST', '/identity/insi/batches', body)
    expect(answer.status).toBe(201)
    return answer.body
  }
  const read = (id: string): Promise<InsiBatchView> => on.get(`/identity/insi/batches/${id}`)
  const itemsOf = async (id: string): Promise<InsiBatchItemView[]> =>
    (await on.get<Page<InsiBatchItemView>>(`/identity/insi/batches/${id}/items`)).items
  const done = (id: string): Promise<void> =>
    eventually(async () => {
      expect((await read(id)).state).toBe('done')
    }, 20_000)

  it('says for each record what INSi answered; nothing changes without a person', async () => {
    const [same, differs, none, several, broken] = await Promise.all(Array.from({ length: 5 }, () => on.arrive()))
    answerFor([
      [same!, { person: same!.person }],
      [differs!, { person: { ...differs!.person, DateNaissance: '1980-03-03' } }],
      [none!, { code: '01' }],
      [several!, { code: '02' }],
      [broken!, { fault: 'desir_550' }],
    ])
    const patientIds = [same, differs, none, several, broken].map((one) => one!.id)
    const { id, total } = await create({ kind: 'search', patientIds })
    expect(total).toBe(5)
    await done(id)
    const items = await itemsOf(id)
    expect(items.map(({ outcome }) => outcome)).toEqual(['found', 'differs', 'not-found', 'several', 'failed'])
    expect(items[4]?.message).toContain('autorisation du logiciel')
    expect((await on.detail(same!.id)).status).toBe('PROVISOIRE')
    const { callId } = items[0]!
    await on.call('POST', `/patients/${same!.id}/identity/insi/accept`, { callId, version: 1 })
    expect((await on.detail(same!.id)).status).toBe('RECUPEREE')
    expect((await itemsOf(id))[0]?.decidedAt).toBeDefined()
  }, 40_000)

  it('accepts what differs in nothing when the person said so, and leaves an INS held by another record to examine', async () => {
    const [one, twin, other] = [await on.arrive(), await on.arrive(), await on.arrive()]
    answerFor([
      [one, { person: one.person }],
      [twin, { person: { ...twin.person, number: one.person.number, key: one.person.key } }],
      [other, { person: { ...other.person, LieuNaissance: '2B004' } }],
    ])
    const patientIds = [one.id, twin.id, other.id]
    const { id } = await create({ kind: 'search', patientIds, acceptIdentical: true })
    await done(id)
    const items = await itemsOf(id)
    expect(items.map(({ outcome }) => outcome)).toEqual(['accepted', 'differs', 'differs'])
    expect(items[1]?.message).toContain('Cette INS est déjà celle d’un autre dossier.')
    expect(await on.detail(one.id)).toMatchObject({ status: 'RECUPEREE' })
    expect(await on.detail(other.id)).toMatchObject({ status: 'PROVISOIRE' })

    answerFor([[one, { person: { ...one.person, number: '180032B020777', key: insKey('180032B020777') } }]])
    const verification = await create({ kind: 'verify', patientIds: [one.id, twin.id] })
    await done(verification.id)
    expect((await itemsOf(verification.id)).map(({ outcome }) => outcome)).toEqual(['differs', 'skipped'])
    expect((await on.detail(one.id)).insDoubt?.reason).toContain('un autre matricule')
  }, 40_000)

  it('tries again when INSi is down, then gives up after the attempts of the setting', async () => {
    const patient = await on.arrive()
    answerFor([[patient, { fault: 'desir_001' }]])
    const { id } = await create({ kind: 'search', patientIds: [patient.id] })
    await eventually(async () => {
      expect((await itemsOf(id))[0]).toMatchObject({ outcome: 'waiting', attempts: 1 })
    })
    const [item] = await itemsOf(id)
    expect(Date.parse(item!.nextAttemptAt!)).toBeGreaterThan(Date.now() + 2000)
    await on.bench.collection('insi_batch_items').updateOne({ batchId: id }, { $set: { nextAttemptAt: new Date() } })
    await done(id)
    expect((await itemsOf(id))[0]).toMatchObject({ outcome: 'failed', attempts: 2 })
  }, 30_000)

  it('is paused, resumed and cancelled; what is cancelled is not called', async () => {
    const [first, second] = [await on.arrive(), await on.arrive()]
    answerFor([[first, 'silence']])
    const { id } = await create({ kind: 'search', patientIds: [first.id, second.id] })
    const act = async (what: string) => on.call<InsiBatchView>('POST', `/identity/insi/batches/${id}/${what}`)
    expect((await act('pause')).body.state).toBe('paused')
    expect((await act('pause')).status).toBe(409)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect((await read(id)).counts.waiting).toBeGreaterThanOrEqual(1)
    answerFor([])
    expect((await act('resume')).body.state).toBe('running')
    await eventually(async () => {
      expect((await itemsOf(id))[1]?.outcome).toBe('not-found')
    }, 15_000)
    const other = await create({ kind: 'search', patientIds: [second.id] })
    await on.call('POST', `/identity/insi/batches/${other.id}/cancel`)
    expect(['cancelled', 'done']).toContain((await read(other.id)).state)
  }, 40_000)

  it('takes the records of a worklist, at most once each, and refuses one that says nothing', async () => {
    answerFor([])
    const { id, total } = await create({ kind: 'search', worklist: 'to-qualify' })
    expect(total).toBeGreaterThan(0)
    await on.call('POST', `/identity/insi/batches/${id}/cancel`)
    expect((await on.call('POST', '/identity/insi/batches', { kind: 'search' })).status).toBe(422)
    expect((await on.call('POST', '/identity/insi/batches', { kind: 'autre', patientIds: ['x'] })).status).toBe(400)
  })

  it('goes on with two replicas without asking twice for anybody, and after a stop', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => on.arrive()))
    answerFor(people.map((one) => [one, { person: one.person }]))
    const replica = await on.bench.start(definition, {
      INS_TEST_OIDS: 'true',
      ...on.insi.environment,
      ...FAST,
      INSI_BATCH_PER_MINUTE: '600',
    })
    const { id } = await create({ kind: 'search', patientIds: people.map((one) => one.id) })
    await done(id)
    for (const { person } of people) {
      expect(on.insi.requests.filter((request) => request.includes(`>${person.NomNaissance}<`))).toHaveLength(1)
    }
    expect((await read(id)).counts.found).toBe(people.length)
    const { body } = await on.call<InsiSearchResponse>(
      'POST',
      `/patients/${people[0]!.id}/identity/insi/search`,
      {},
      replica.url,
    )
    expect(body.outcome).toBe('found')
    await replica.close()
  }, 60_000)

  it('is finished by another replica when the one that carried it out stops in the middle', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => on.arrive()))
    answerFor(people.map((one) => [one, { person: one.person }]))
    const { id } = await create({ kind: 'search', patientIds: people.map((one) => one.id) })
    await eventually(async () => {
      expect((await read(id)).counts.found).toBeGreaterThan(0)
    }, 20_000)
    // As after a kill: nobody gives the lease back, it runs out.
    const pace = on.bench.collection('insi_pace')
    await pace.updateOne({ _id: 'insi' as never }, { $set: { owner: 'mort', until: new Date(Date.now() + 3000) } })
    await done(id)
    expect((await read(id)).counts.found).toBe(people.length)
  }, 60_000)
})

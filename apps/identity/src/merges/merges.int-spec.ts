import {
  type DuplicateCounters,
  type DuplicateDetail,
  type DuplicateView,
  type MergePreview,
  type MergeView,
  type Page,
  PatientChanged,
  TrailRecorded,
  type UndoPreview,
} from '@anamnese/contracts'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'
import type { Patient } from '../patients/patient'
import { a01, a28, a31, a40, type MessageParts, OTHER_MATRICULE } from '../test/messages'

const PROV: MessageParts = { ins: null, reliability: 'PROV' }

describe('merges and their undoing', () => {
  let bench: TestBench
  let url: string
  let client: MllpClient
  let port: number

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
    port = service.app.get(PamDoor).address!.port
    client = new MllpClient({ host: '127.0.0.1', port })
  }, 60_000)
  afterAll(async () => {
    client.close()
    await bench.close()
  }, 30_000)

  const send = async (text: string) => readAck(Hl7Message.parse(await client.send(Buffer.from(text))))
  const patient = async (ipp: string) =>
    (await bench.collection('patients').findOne({ ippKeys: `${ipp}^GAM&220000012` })) as unknown as Patient
  async function call<T>(method: string, path: string, body?: object, permissions?: string[]) {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: await bench.as(permissions ? { permissions: permissions as never } : {}),
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T & { code?: string; detail?: string } }
  }
  async function asked(survivor: string, absorbed: string, acknowledged: string[] = []) {
    const [one, other] = [await patient(survivor), await patient(absorbed)]
    return {
      survivorId: one._id,
      absorbedId: other._id,
      survivorVersion: one.version,
      absorbedVersion: other.version,
      reason: 'Doublon d’admission',
      acknowledged,
    }
  }
  const merge = async (survivor: string, absorbed: string, acknowledged: string[] = []) =>
    call<MergeView>('POST', '/identity/merges', await asked(survivor, absorbed, acknowledged))

  it('shows what a merge will do, makes it, tells both records, and undoes it exactly', async () => {
    await send(a28({ ipp: 'F1', ...PROV, names: 'PATTROIS^DOMINIQUE^DOMINIQUE^^^^L' }))
    await send(a01({ ipp: 'F2', id: 'F2-IN' }, 'MF2'))
    const [before, other] = [await patient('F1'), await patient('F2')]
    const events = await bench.collect(PatientChanged, TrailRecorded)
    const preview = await call<MergePreview>('POST', '/identity/merges/preview', {
      survivorId: before._id,
      absorbedId: other._id,
    })
    expect(preview.body).toMatchObject({
      survivor: { status: 'PROVISOIRE' },
      absorbed: { status: 'QUALIFIEE' },
      warnings: [],
      moves: [
        { label: 'IPP rattachés', items: ['F2'] },
        { label: 'Justificatifs et INS repris', count: 1 },
        { label: 'Séjours connus ici', items: ['9000001'] },
      ],
    })
    expect(preview.body.kept).toContain('INS reprise du dossier absorbé : 279035121518989.')
    expect(preview.body.traits.find((one) => one.field === 'birthName')).toMatchObject({ difference: 'spelling' })

    const done = await merge('F1', 'F2')
    expect(done).toMatchObject({ status: 201, body: { state: 'done', origin: { kind: 'OFFICER' } } })
    expect(await patient('F1')).toMatchObject({ status: 'QUALIFIEE', insKey: '279035121518989^1.2.250.1.213.1.4.10' })
    expect(await patient('F2')).toMatchObject({ mergedInto: before._id, status: 'PROVISOIRE' })
    await eventually(() => {
      const told = events.filter((event) => event.type === PatientChanged.type).map((event) => event.data)
      expect(told).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ patientId: other._id, mergedInto: before._id }),
          expect.objectContaining({ patientId: before._id, status: 'QUALIFIEE' }),
        ]),
      )
      const traced = events.filter((event) => event.type === TrailRecorded.type).map((event) => event.data)
      expect(traced).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ action: 'identity.merge', patientId: before._id, reason: 'Doublon d’admission' }),
          expect.objectContaining({ action: 'identity.merge', patientId: other._id }),
        ]),
      )
    })

    // What still comes for the absorbed IPP goes to the survivor, whose identity it does not change.
    const late = await send(a01({ ipp: 'F2', id: 'F2-LATE', ...PROV, names: 'AUTRE^NOM^NOM^^^^L' }, 'MF3'))
    expect(late).toMatchObject({ code: 'AA' })
    expect((await patient('F1')).traits.birthName).toBe('PAT-TROIS')
    expect((await patient('F1')).ippKeys).toEqual(['F1^GAM&220000012'])

    const undo = await call<UndoPreview>('GET', `/identity/merges/${done.body.id}/undo`)
    expect(undo.body).toMatchObject({ stays: [{ controlId: 'F2-LATE', event: 'A01', stayNumber: '9000001' }] })
    expect(undo.body.obstacle).toBeUndefined()
    const undone = await call<MergeView>('POST', `/identity/merges/${done.body.id}/undo`, {
      version: 1,
      reason: 'Deux personnes, après vérification',
    })
    expect(undone).toMatchObject({
      status: 200,
      body: { state: 'undone', undone: { by: expect.any(String) as string } },
    })
    const [survivor, absorbed] = [await patient('F1'), await patient('F2')]
    expect(survivor).toMatchObject({ status: 'PROVISOIRE', traits: before.traits })
    expect(survivor.insKey).toBeUndefined()
    expect(absorbed).toMatchObject({ status: 'QUALIFIEE', insKey: other.insKey, traits: other.traits })
    expect(absorbed.mergedInto).toBeUndefined()
    expect(absorbed.history.at(-1)).toMatchObject({ reason: 'Deux personnes, après vérification' })

    // Later messages find the absorbed record again.
    await send(a31({ ipp: 'F2', id: 'F2-AFTER', names: 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L~PAT^DOM^^^^^D' }))
    expect((await patient('F2')).traits.usedName).toBe('PAT')
    expect(
      await call('POST', `/identity/merges/${done.body.id}/undo`, { version: 2, reason: 'encore une fois' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'MERGE.UNDONE' },
    })
  }, 40_000)

  it('refuses two qualified identities, and asks that strong differences be read', async () => {
    await send(a28({ ipp: 'G1', ins: OTHER_MATRICULE, names: 'GUEGAN^ANNE^ANNE^^^^L', birth: '19600508' }))
    await send(a28({ ipp: 'G3', ...PROV, names: 'GUEGAN^PAUL^PAUL^^^^L', birth: '19610508', sex: 'M' }))
    expect(await merge('F2', 'G1', ['UNLIKE', 'BIRTH_DATE'])).toMatchObject({
      status: 422,
      body: { code: 'MERGE.TWO_INS' },
    })
    const warned = await merge('G1', 'G3')
    expect(warned).toMatchObject({ status: 409, body: { code: 'MERGE.WARNINGS' } })
    expect(warned.body.detail).toContain('Dates de naissance différentes : 08/05/1960 et 08/05/1961.')
    expect((await merge('G1', 'G3', ['BIRTH_DATE', 'SEX', 'UNLIKE'])).status).toBe(201)
    expect(await call('POST', '/identity/merges', await asked('G1', 'F1'), ['identity.write'])).toMatchObject({
      status: 403,
    })
  }, 20_000)

  it('a merge is made on what was read, and never on a record already merged: no cycle is possible', async () => {
    await send(a28({ ipp: 'H1', ...PROV, names: 'HERVE^LUC^LUC^^^^L', birth: '19700101', sex: 'M' }))
    await send(a28({ ipp: 'H2', ...PROV, names: 'HERVE^LUC^LUC^^^^L', birth: '19700101', sex: 'M' }))
    await send(a28({ ipp: 'H3', ...PROV, names: 'HERVE^LUC^LUC^^^^L', birth: '19700101', sex: 'M' }))
    const request = await asked('H1', 'H2')
    await send(a31({ ipp: 'H2', ...PROV, names: 'HERVE^LUC^LUC MARC^^^^L', birth: '19700101', sex: 'M' }))
    expect(await call('POST', '/identity/merges', request)).toMatchObject({
      status: 409,
      body: { code: 'IDENTITY.CONFLICT' },
    })
    // A → B → C, then C → A.
    const first = await merge('H2', 'H1')
    expect(first.status).toBe(201)
    const second = await merge('H3', 'H2')
    expect(second.status).toBe(201)
    expect(await merge('H1', 'H3')).toMatchObject({ status: 409, body: { code: 'IDENTITY.MERGED' } })
    const undo = { version: 1, reason: 'Chaîne à défaire' }
    expect(await call('POST', `/identity/merges/${first.body.id}/undo`, undo)).toMatchObject({
      status: 409,
      body: { code: 'MERGE.SURVIVOR_MERGED' },
    })
    expect((await call('POST', `/identity/merges/${second.body.id}/undo`, undo)).status).toBe(200)
    expect((await call('POST', `/identity/merges/${first.body.id}/undo`, undo)).status).toBe(200)
    expect((await patient('H1')).mergedInto).toBeUndefined()
  }, 20_000)

  it('of two officers who merge two records both ways at once, one is told', async () => {
    await send(a28({ ipp: 'I1', ...PROV, names: 'IZARD^EVA^EVA^^^^L', birth: '19720101' }))
    await send(a28({ ipp: 'I2', ...PROV, names: 'IZARD^EVA^EVA^^^^L', birth: '19720101' }))
    const answers = await Promise.all([merge('I1', 'I2'), merge('I2', 'I1')])
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409])
    const merged = [await patient('I1'), await patient('I2')].filter((one) => one.mergedInto !== undefined)
    expect(merged).toHaveLength(1)
  }, 20_000)

  it('while messages come for both, a merge loses none of them', async () => {
    for (const ipp of ['J1', 'J2'])
      await send(a28({ ipp, ...PROV, names: 'JEGOU^NOE^NOE^^^^L', birth: '19740101', sex: 'M' }))
    const senders = ['J1', 'J2'].map(() => new MllpClient({ host: '127.0.0.1', port }))
    const flow = senders.map(async (sender, lane) => {
      for (let index = 0; index < 12; index++) {
        const text = a01(
          {
            ipp: lane === 0 ? 'J1' : 'J2',
            id: `J${String(lane)}-${String(index)}`,
            ...PROV,
            names: 'JEGOU^NOE^NOE^^^^L',
            birth: '19740101',
            sex: 'M',
          },
          `MJ${String(lane)}-${String(index)}`,
          [],
        )
        expect(readAck(Hl7Message.parse(await sender.send(Buffer.from(text))))).toMatchObject({ code: 'AA' })
      }
    })
    let answer = await merge('J1', 'J2')
    for (let tries = 0; answer.status === 409 && tries < 20; tries++) answer = await merge('J1', 'J2')
    expect(answer.status).toBe(201)
    await Promise.all(flow)
    for (const sender of senders) sender.close()
    expect(await bench.collection('hl7_messages').countDocuments({ controlId: /^J[01]-/, outcome: 'AA' })).toBe(24)
    expect((await patient('J2')).mergedInto).toBe((await patient('J1'))._id)
  }, 40_000)

  it('a merge told by a message is undone the same way; an INS held elsewhere meanwhile makes a collision', async () => {
    const traits = { names: 'KERDONCUFF^LENA^LENA^^^^L', birth: '19760101' }
    const ins = '236066322083656'
    await send(a28({ ipp: 'K1', ...PROV, ...traits }))
    await send(a28({ ipp: 'K2', ins, ...traits }))
    expect(await send(a40('K2', { ipp: 'K1', ins, ...traits }))).toMatchObject({ code: 'AA' })
    expect(await patient('K1')).toMatchObject({ status: 'QUALIFIEE' })
    const { body } = await call<Page<MergeView>>('GET', '/identity/merges?q=kerdoncuff')
    expect(body.items).toMatchObject([{ origin: { kind: 'PAM' }, state: 'done' }])
    const undone = await call('POST', `/identity/merges/${body.items[0]!.id}/undo`, {
      version: 1,
      reason: 'Erreur de la GAM',
    })
    expect(undone.status).toBe(200)
    // The survivor has this INS by its own message: it is not given twice, a person decides.
    expect((await patient('K2')).insKey).toBeUndefined()
    const collisions = await call<Page<DuplicateView>>('GET', '/identity/duplicates?kind=INS')
    expect(collisions.body.items).toMatchObject([
      { state: 'open', score: 100, collision: { ins: { matricule: ins }, origin: { kind: 'UNDO' } } },
    ])
  }, 20_000)

  it('an INS that comes for a second record is a collision, which is resolved by withdrawing it from the first', async () => {
    const ins = '277010115400329'
    await send(a28({ ipp: 'L1', ins, names: 'LAOT^RENAN^RENAN^^^^L', birth: '19770101' }))
    expect(await send(a28({ ipp: 'L2', ins, names: 'LAOT^RONAN^RONAN^^^^L', birth: '19770102' }))).toMatchObject({
      code: 'AA',
    })
    expect(await patient('L2')).toMatchObject({ status: 'VALIDEE' })
    const list = async () => (await call<Page<DuplicateView>>('GET', '/identity/duplicates?kind=INS&q=laot')).body.items
    const [pair] = await list()
    const holder = await patient('L1')
    expect(pair).toMatchObject({
      collision: { holderId: holder._id, ins: { matricule: ins, nature: 'NIR' }, origin: { kind: 'PAM' } },
    })
    // Said again by another message, it is the same collision.
    await send(a31({ ipp: 'L2', ins, names: 'LAOT^RONAN^RONAN^^^^L', birth: '19770102' }))
    expect(await list()).toHaveLength(1)
    const detail = await call<DuplicateDetail>('GET', `/identity/duplicates/${pair!.id}`)
    const withdrawn = await call<DuplicateDetail>('POST', `/identity/duplicates/${pair!.id}/withdrawal`, {
      version: detail.body.version,
      holderVersion: holder.version,
      reason: 'INS attribuée au mauvais frère',
    })
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'different' } })
    expect(await patient('L1')).toMatchObject({
      status: 'VALIDEE',
      insHistory: [{ until: expect.any(String) as string }],
    })
    await send(a31({ ipp: 'L2', ins, names: 'LAOT^RONAN^RONAN^^^^L', birth: '19770102' }))
    expect(await patient('L2')).toMatchObject({ status: 'QUALIFIEE' })
  }, 20_000)

  it('duplicates are found as records come, explained, dismissed until their traits change', async () => {
    await send(a28({ ipp: 'M1', ...PROV, names: 'MORVANT^YANN^YANN^^^^L', birth: '19780304', sex: 'M' }))
    await send(a28({ ipp: 'M2', ...PROV, names: 'MORVAN^YANN^YANN^^^^L', birth: '19780403', sex: 'M' }))
    await send(a28({ ipp: 'M3', ...PROV, names: 'MORVAN^GAEL^GAEL^^^^L', birth: '19780403', sex: 'M' }))
    const list = async (query = '') =>
      (await call<Page<DuplicateView>>('GET', `/identity/duplicates?q=morvan${query}`)).body.items
    let found: DuplicateView[] = []
    await eventually(async () => {
      found = await list()
      expect(found).toHaveLength(1)
    }, 15_000)
    const [pair] = found
    expect(pair).toMatchObject({ kind: 'DUPLICATE', likelihood: expect.stringContaining('probable') as string })
    expect(pair?.reasons.map((one) => one.code)).toEqual(expect.arrayContaining(['DATE.SWAPPED', 'NAME.SIMILAR']))
    const decision = { version: pair!.version, state: 'different', reason: 'Deux cousins, vérifié' }
    expect((await call('POST', `/identity/duplicates/${pair!.id}/decision`, decision)).status).toBe(200)
    expect(await call('POST', `/identity/duplicates/${pair!.id}/decision`, decision)).toMatchObject({ status: 409 })
    // A change of phone changes nothing; that of a trait asks again.
    const cards = bench.collection('match_cards')
    const quiet = async () =>
      eventually(async () => {
        expect(await cards.countDocuments({ 'pending.since': { $exists: true } })).toBe(0)
      }, 15_000)
    await send(
      a31({ ipp: 'M2', ...PROV, names: 'MORVAN^YANN^YANN^^^^L~MORVAN^YANNICK^^^^^D', birth: '19780403', sex: 'M' }),
    )
    await quiet()
    await eventually(async () => {
      expect(await list('&state=open')).toHaveLength(1)
    }, 15_000)
    const counters = await call<DuplicateCounters>('GET', '/identity/duplicates/counters')
    expect(counters.body.duplicates).toBeGreaterThan(0)
    const [again] = await list()
    expect(
      (await call('POST', `/identity/duplicates/${pair!.id}/decision`, { ...decision, version: again!.version }))
        .status,
    ).toBe(200)
    await send(
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

  it('the whole base is compared again, pauses, and goes on where it was', async () => {
    await bench.collection('match_cards').deleteMany({})
    await bench.collection('duplicate_pairs').deleteMany({})
    expect((await call('POST', '/identity/duplicates/scan', { action: 'start' })).body).toMatchObject({
      state: 'running',
    })
    const patients = await bench.collection('patients').countDocuments()
    await eventually(async () => {
      const { body } = await call('GET', '/identity/duplicates/scan')
      expect(body).toMatchObject({ state: 'done', queued: patients, waiting: 0 })
    }, 30_000)
    expect(await bench.collection('duplicate_pairs').countDocuments({ state: 'open' })).toBeGreaterThan(0)
    expect(await call('POST', '/identity/duplicates/scan', { action: 'pause' })).toMatchObject({ status: 409 })
  }, 60_000)

  it('searches by indexes, whatever the size of the base', async () => {
    const stageOf = async (collection: string, filter: object, sort: object = {}) => {
      const cursor = bench
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

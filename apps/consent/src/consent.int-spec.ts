import {
  ChoicesChanged,
  type ChoicesView,
  ConsentReceived,
  type ConsentReceivedData,
  PatientChanged,
} from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'

describe('choices of the patients', () => {
  let bench: TestBench
  let url: string

  beforeAll(async () => {
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.consent.v1',
      'dpi.consent.choices.v1',
      'dpi.consent.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    url = (await bench.start(definition)).url
  }, 60_000)
  afterAll(async () => bench.close(), 30_000)

  const receive = async (patientId: string, over: Partial<ConsentReceivedData> = {}) =>
    bench.publish(ConsentReceived, patientId, { ...ConsentReceived.example, patientId, ...over })
  const call = async (patientId: string, body?: object, actor = {}) => {
    const open = { patientContext: { patientId, purpose: 'care' as const }, ...actor }
    const answer = await fetch(`${url}/patients/${patientId}/choices`, {
      headers: await bench.as(open),
      ...(body ? { method: 'PUT', body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as ChoicesView & { code?: string } }
  }

  it('a ZFA gives the choices, once, and tells them', async () => {
    const events = await bench.collect(ChoicesChanged)
    expect((await call('p1')).body).toMatchObject({ version: 0, feeding: 'not-collected' })
    await receive('p1')
    await eventually(async () => {
      expect((await call('p1')).body).toMatchObject({
        version: 1,
        feeding: 'not-opposed',
        consultation: 'accepted',
        dmpStatus: 'ACTIF',
      })
    })
    await receive('p1')
    await receive('p1', { feeding: { value: 'IO', at: '2026-11-21T08:00:00Z' } })
    await eventually(() => {
      expect(events.map((event) => event.data)).toMatchObject([
        { feeding: 'not-opposed', version: 1 },
        { feeding: 'opposed', version: 2 },
      ])
    })
  }, 20_000)

  it('a professional records an opposition with its reason, on the version that was read', async () => {
    const opposed = { version: 0, feeding: 'opposed', consultation: 'accepted' }
    expect(await call('p2', opposed)).toMatchObject({ status: 422, body: { code: 'CHOICES.REASON' } })
    expect(await call('p2', { ...opposed, reason: 'Motif confié au médecin' })).toMatchObject({
      status: 200,
      body: {
        version: 1,
        feeding: 'opposed',
        history: [{ author: 'Dr Maëlle KERVADEC' }, { reason: 'Motif confié au médecin' }],
      },
    })
    expect(await call('p2', { ...opposed, feeding: 'not-opposed' })).toMatchObject({
      status: 409,
      body: { code: 'CHOICES.CONFLICT' },
    })
    await receive('p2')
    await receive('p2', { dmpStatus: 'FERME', feeding: { value: 'INO', at: '2026-01-01T00:00:00Z' } })
    await eventually(async () => {
      expect((await call('p2')).body).toMatchObject({ feeding: 'opposed', dmpStatus: 'FERME' })
    })
  }, 20_000)

  it('two writes at once: one is kept, the other is told', async () => {
    const write = async (consultation: string) => call('p3', { version: 0, feeding: 'not-opposed', consultation })
    const statuses = (await Promise.all(['accepted', 'refused'].map(write))).map((one) => one.status)
    expect(statuses.sort()).toEqual([200, 409])
  })

  it('an opposition under a merged record holds for the one that stays', async () => {
    await receive('p4', { feeding: { value: 'IO', at: '2026-11-21T08:00:00Z' } })
    await eventually(async () => {
      expect((await call('p4')).body.feeding).toBe('opposed')
    })
    await bench.publish(PatientChanged, 'p4', { ...PatientChanged.example, patientId: 'p4', mergedInto: 'p5' })
    await eventually(async () => {
      expect((await call('p5')).body).toMatchObject({ feeding: 'opposed', consultation: 'accepted' })
    })
    // What was sent for the merged record before, and comes after, still goes to the other one, and to the one that this is merged into.
    const tell = async (patientId: string, version: number, mergedInto?: string) =>
      bench.publish(PatientChanged, patientId, {
        ...PatientChanged.example,
        patientId,
        version,
        ...(mergedInto === undefined ? {} : { mergedInto }),
      })
    await tell('p5', 2, 'p6')
    await receive('p4', { consultation: { value: 'INC', at: '2026-11-22T08:00:00Z' } })
    await eventually(async () => {
      expect((await call('p6')).body).toMatchObject({ feeding: 'opposed', consultation: 'refused' })
    })
    await tell('p5', 3)
    await eventually(async () => {
      expect((await call('p6')).body).toMatchObject({ feeding: 'not-collected', consultation: 'not-collected' })
    })
    await tell('p4', 3)
    await eventually(async () => {
      expect((await call('p5')).body).toMatchObject({ feeding: 'not-collected', consultation: 'not-collected' })
    })
    expect((await call('p4')).body).toMatchObject({ feeding: 'opposed', consultation: 'refused' })
  }, 30_000)

  it('needs the right and an open record', async () => {
    expect(
      (
        await call(
          'p1',
          { version: 2, feeding: 'opposed', consultation: 'accepted' },
          { permissions: ['patient.read'] },
        )
      ).status,
    ).toBe(403)
    expect((await call('p1', undefined, { patientContext: { patientId: 'p9', purpose: 'care' } })).status).toBe(403)
  })
})

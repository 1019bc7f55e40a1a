import { Controller, Get, Injectable, Module, Param, Post } from '@nestjs/common'
import { Schema } from 'mongoose'
import { ChoicesChanged, ConsentReceived, type ConsentReceivedData } from '@anamnese/contracts'
import { ServiceConfig } from '@anamnese/platform-config'
import { OnEvent, Outbox, type ReceivedEvent, toRecord, UnprocessableEventError } from '@anamnese/platform-messaging'
import { Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import { PatientRecord, Requires } from '@anamnese/platform-security'
import { eventually, TestBench } from './index'

interface Tally extends Stored {
  effects: number
}

@Injectable()
class TallyRepository extends Repository<Tally> {
  constructor(mongo: Mongo) {
    super(
      mongo,
      'tallies',
      new Schema<Tally>(
        { _id: String, establishment: String, version: Number, effects: Number },
        { versionKey: false },
      ),
    )
  }
}

const failures = new Map<string, number>()

@Controller('tallies')
class TallyController {
  constructor(
    private readonly mongo: Mongo,
    private readonly tallies: TallyRepository,
    private readonly outbox: Outbox,
  ) {}

  @OnEvent(ConsentReceived)
  async onConsent({ data, session }: ReceivedEvent<ConsentReceivedData>): Promise<void> {
    const left = failures.get(data.patientId) ?? 0
    failures.set(data.patientId, left - 1)
    const known = await this.tallies.findById(data.establishment, data.patientId, session)
    if (known === null)
      await this.tallies.insert({ _id: data.patientId, establishment: data.establishment, effects: 1 }, session)
    else await this.tallies.save({ ...known, effects: known.effects + 1 }, session)
    if (data.controlId === 'REFUSED') throw new UnprocessableEventError('TALLY.REFUSED', 'refused')
    if (left > 0) throw new Error('not this time')
  }

  @Requires('patient.read')
  @PatientRecord()
  @Get(':patientId')
  async read(@Param('patientId') patientId: string): Promise<Tally | null> {
    return this.tallies.findById('220000020', patientId)
  }

  @Requires('consent.write')
  @Post()
  async write(): Promise<void> {
    await this.mongo.transaction((session) =>
      this.outbox.append(session, ChoicesChanged, ChoicesChanged.example.patientId, ChoicesChanged.example),
    )
  }
}

@Module({ controllers: [TallyController], providers: [TallyRepository] })
class TallyModule {}

const definition = { name: 'consent' as const, config: ServiceConfig, module: TallyModule }

describe('a service on the platform', () => {
  let bench: TestBench
  let url: string

  beforeAll(async () => {
    bench = await TestBench.create([
      'dpi.identity.consent.v1',
      'dpi.consent.choices.v1',
      'dpi.consent.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    url = (await bench.start(definition)).url
  }, 60_000)
  afterAll(async () => bench.close(), 30_000)

  const consent = (patientId: string, controlId = 'M1'): ConsentReceivedData => ({
    ...ConsentReceived.example,
    patientId,
    controlId,
  })
  const effects = async (patientId: string): Promise<number | undefined> =>
    ((await bench.collection('tallies').findOne({ _id: patientId as never })) as { effects: number } | null)?.effects

  it('handles an event once, however often it is delivered', async () => {
    const id = await bench.publish(ConsentReceived, 'p1', consent('p1'))
    await bench.publish(ConsentReceived, 'p1', consent('p1'), { id })
    await bench.publish(ConsentReceived, 'p1', consent('p1', 'M2'))
    await eventually(async () => {
      expect(await effects('p1')).toBe(2)
    })
  })

  it('tries again after a failure, and the failed tries leave no trace', async () => {
    failures.set('p2', 2)
    await bench.publish(ConsentReceived, 'p2', consent('p2'))
    await eventually(async () => {
      expect(await effects('p2')).toBe(1)
    })
  })

  it('puts poison aside without blocking what follows on the partition, and can replay it', async () => {
    await bench.produce('dpi.identity.consent.v1', [
      {
        ...toRecord({
          id: 'bad-json',
          type: ConsentReceived.type,
          source: '/test',
          time: new Date().toISOString(),
          key: 'p3',
          data: {},
          correlationId: 'c',
        }),
        value: '{',
      },
      toRecord({
        id: 'bad-schema',
        type: ConsentReceived.type,
        source: '/test',
        time: new Date().toISOString(),
        key: 'p3',
        data: { patientId: 'p3' },
        correlationId: 'c',
      }),
    ])
    await bench.publish(ConsentReceived, 'p3', consent('p3', 'REFUSED'))
    failures.set('p3-last', 99)
    await bench.publish(ConsentReceived, 'p3-last', consent('p3-last'))
    await bench.publish(ConsentReceived, 'p3', consent('p3'))
    await eventually(async () => {
      expect(await effects('p3')).toBe(1)
    })
    const headers = await bench.as()
    const codes = await eventually(async () => {
      const list = (await (await fetch(`${url}/dead-letters`, { headers })).json()) as {
        items: { _id: string; error: { code: string } }[]
      }
      expect(list.items).toHaveLength(4)
      return list.items
    }, 20_000)
    expect(codes.map((row) => row.error.code).sort()).toEqual([
      'EVENT.ENVELOPE',
      'EVENT.FAILED',
      'EVENT.SCHEMA',
      'TALLY.REFUSED',
    ])
    expect(JSON.stringify(codes)).not.toContain('"value"')

    failures.set('p3-last', 0)
    const failed = codes.find((row) => row.error.code === 'EVENT.FAILED')!
    expect(
      (await fetch(`${url}/dead-letters/${encodeURIComponent(failed._id)}/replay`, { method: 'POST', headers })).status,
    ).toBe(204)
    expect(await effects('p3-last')).toBe(1)
  }, 30_000)

  it('handles events of different patients together, and one that cannot be handled does not hold the others', async () => {
    const records = (from: number, count: number, refused?: number) =>
      Array.from({ length: count }, (_, n) => {
        const patientId = `g${from + n}`
        return toRecord({
          id: `group-${from + n}`,
          type: ConsentReceived.type,
          source: '/test',
          time: new Date().toISOString(),
          key: patientId,
          data: consent(patientId, n === refused ? 'REFUSED' : 'M1'),
          correlationId: 'c',
        })
      })
    const inbox = bench.collection('inbox')
    const mine = { _id: { $regex: '^group-' } as never }
    await bench.produce('dpi.identity.consent.v1', records(0, 60))
    await eventually(async () => {
      expect(await inbox.countDocuments(mine)).toBe(60)
    })
    expect((await inbox.distinct('handledAt', mine)).length).toBeLessThan(60)
    await bench.produce('dpi.identity.consent.v1', records(60, 60, 30))
    await eventually(async () => {
      expect(await inbox.countDocuments(mine)).toBe(119)
    })
    expect(await bench.collection('tallies').countDocuments({ _id: { $regex: '^g' } as never, effects: 1 })).toBe(119)
    await eventually(async () => {
      expect(await bench.collection('dead_letters').countDocuments({ key: 'g90', state: 'open' })).toBe(1)
    })
  })

  it('publishes the outbox in the order of the commits and empties it', async () => {
    const events = await bench.collect(ChoicesChanged)
    const headers = await bench.as()
    for (let i = 0; i < 5; i++) expect((await fetch(`${url}/tallies`, { method: 'POST', headers })).status).toBe(201)
    await eventually(() => {
      expect(events).toHaveLength(5)
    })
    expect(events.map((event) => event.time)).toEqual(events.map((event) => event.time).sort())
    await eventually(async () => {
      expect(await bench.collection('outbox').countDocuments()).toBe(0)
    })
  })

  it('answers 401 without an internal token, 403 without the permission or when the record is not open', async () => {
    expect((await fetch(`${url}/tallies/p1`)).status).toBe(401)
    expect((await fetch(`${url}/tallies/p1`, { headers: await bench.as({ permissions: [] }) })).status).toBe(403)
    expect((await fetch(`${url}/tallies/p1`, { headers: await bench.as() })).status).toBe(403)
    const open = await bench.as({ patientContext: { patientId: 'p1', purpose: 'care' } })
    expect((await fetch(`${url}/tallies/p1`, { headers: open })).status).toBe(200)
  })

  it('describes its errors in French as problem details', async () => {
    const answer = await fetch(`${url}/tallies/p1`)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 401, code: 'HTTP.401', title: 'Il faut être authentifié.' })
  })
})

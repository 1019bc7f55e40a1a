import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { InsiBatchView } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { InsiBench } from '../test/insi-bench'
import { BatchLoop } from './batch-loop'

const MAIN = path.resolve(__dirname, '../../dist/main.js')
const RECORDS = 12
const LIVES = 3

const FAST = { INSI_BATCH_PER_MINUTE: '600' }

describe('a service killed while it carries out a batch', () => {
  let on: InsiBench
  let alive: ChildProcess | undefined

  beforeAll(async () => {
    if (!fs.existsSync(MAIN)) throw new Error('the crash test runs the compiled service: npm run build')
    on = await InsiBench.start(FAST)
    // The service of the test carries out nothing: the processes that are killed do.
    await on.service.app.get(BatchLoop).beforeApplicationShutdown()
  }, 60_000)
  afterAll(async () => {
    alive?.kill('SIGKILL')
    await on.close()
  }, 30_000)

  function live(): ChildProcess {
    const database = `${on.bench.database}_identity`
    const environment = { ...on.bench.environment, ...on.insi.environment, ...FAST, MONGODB_DATABASE: database }
    const env = { ...process.env, ...environment, INS_TEST_OIDS: 'true', KAFKA_SESSION_TIMEOUT_MS: '6000' }
    return spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  }

  it('loses no record and accepts each identity once, whenever it is killed', async () => {
    const people = await Promise.all(Array.from({ length: RECORDS }, () => on.arrive()))
    on.insi.answer((request) => {
      const mine = people.find(({ person }) => request.includes(`>${person.NomNaissance}<`))
      return mine ? { person: mine.person } : { code: '01' }
    })
    const patientIds = people.map(({ id }) => id)
    const body = { kind: 'search', patientIds, acceptIdentical: true }
    const { id } = (await on.call<InsiBatchView>('POST', '/identity/insi/batches', body)).body
    const waiting = async (): Promise<number> =>
      (await on.get<InsiBatchView>(`/identity/insi/batches/${id}`)).counts.waiting
    const pace = on.bench.collection('insi_pace')
    for (let life = 0; life < LIVES; life += 1) {
      const before = await waiting()
      // Whoever holds the turn gives it up at once: the next process does not wait for the end of the lease.
      await pace.updateOne({ _id: 'insi' as never }, { $set: { until: new Date(0), nextCallAt: new Date(0) } })
      alive = live()
      await eventually(async () => {
        expect(await waiting()).toBeLessThan(before)
      }, 60_000)
      alive.kill('SIGKILL')
    }
    await pace.updateOne({ _id: 'insi' as never }, { $set: { until: new Date(0), nextCallAt: new Date(0) } })
    alive = live()
    await eventually(async () => {
      expect((await on.get<InsiBatchView>(`/identity/insi/batches/${id}`)).state).toBe('done')
    }, 90_000)
    const { counts } = await on.get<InsiBatchView>(`/identity/insi/batches/${id}`)
    // A process killed between the acceptance and its note finds, when it asks again, the INS that it has just given.
    expect(counts.accepted + counts.same).toBe(RECORDS)
    for (const { id: patientId, person } of people) {
      const { status, ins, sources } = await on.detail(patientId)
      expect({ status, matricule: ins?.matricule }).toEqual({
        status: 'RECUPEREE',
        matricule: person.number + person.key,
      })
      expect(sources.filter(({ mode }) => mode === 'INSI')).toHaveLength(1)
    }
  }, 240_000)
})

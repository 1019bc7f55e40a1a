import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { PatientChanged, type PatientChangedData } from '@anamnese/contracts'
import { MllpClient } from '@anamnese/interop-mllp'
import { Mongo } from '@anamnese/platform-mongo'
import { eventually, TestBench } from '@anamnese/platform-testing'
import type { Patient } from '../patients/patient'
import { a28 } from '../test/messages'

const MAIN = path.resolve(__dirname, '../../dist/main.js')
const MERGES = 6

interface Life {
  process: ChildProcess
  mllp: number
  url: string
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The compiled service, until it is killed. */
async function live(environment: NodeJS.ProcessEnv): Promise<Life> {
  const port = await freePort()
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...environment, HTTP_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const mllp = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('le service s’est arrêté avant d’ouvrir sa porte'))
    })
    child.stdout.on('data', (bytes: Buffer) => {
      const found = /"mllp":\{"host":"[^"]*","port":(\d+)/.exec(bytes.toString())?.[1]
      if (found !== undefined) resolve(Number(found))
    })
  })
  const url = `http://127.0.0.1:${String(port)}`
  await eventually(async () => {
    expect((await fetch(`${url}/health/live`)).ok).toBe(true)
  }, 20_000)
  return { process: child, mllp, url }
}

describe('a service killed while it merges', () => {
  let bench: TestBench
  let environment: NodeJS.ProcessEnv
  let alive: Life | undefined
  let mongo: Mongo | undefined

  beforeAll(async () => {
    if (!fs.existsSync(MAIN)) throw new Error('the crash test runs the compiled service: npm run build')
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.identity.movement.v1',
      'dpi.identity.consent.v1',
      'dpi.consent.choices.v1',
      'dpi.identity.dead-letter.v1',
      'dpi.audit.trail.v1',
    ])
    const database = `${bench.database}_identity`
    environment = { ...bench.environment, MONGODB_DATABASE: database, LOG_LEVEL: 'info', INS_TEST_OIDS: 'true' }
    mongo = await Mongo.connect({ uri: String(bench.environment['MONGODB_URI']), database })
  }, 60_000)
  afterAll(async () => {
    alive?.process.kill('SIGKILL')
    await mongo?.onApplicationShutdown()
    await bench.close()
  }, 30_000)

  it('makes each merge whole or not at all, tells it once it is made, and what was answered stays', async () => {
    const patients = mongo!.connection.collection('patients')
    const patient = async (ipp: string) =>
      (await patients.findOne({ ippKeys: `${ipp}^GAM&220000012` })) as unknown as Patient
    const events = await bench.collect(PatientChanged)
    alive = await live(environment)
    const client = new MllpClient({ host: '127.0.0.1', port: alive.mllp })
    for (let index = 0; index < MERGES; index++)
      for (const side of ['S', 'A'])
        await client.send(Buffer.from(a28({ ipp: `${side}${String(index)}`, ins: null, reliability: 'PROV' })))
    client.close()
    const answered = new Set<number>()
    for (let index = 0; index < MERGES; index++) {
      const [survivor, absorbed] = [await patient(`S${String(index)}`), await patient(`A${String(index)}`)]
      const body = {
        survivorId: survivor._id,
        absorbedId: absorbed._id,
        survivorVersion: survivor.version,
        absorbedVersion: absorbed.version,
        reason: 'Doublon',
        acknowledged: [],
      }
      const headers = await bench.as()
      const asked = fetch(`${alive.url}/identity/merges`, { method: 'POST', headers, body: JSON.stringify(body) })
      // At a moment of its own in the handling of each merge; the last one is left alone.
      const { process: victim } = alive
      const last = index === MERGES - 1
      if (!last) setTimeout(() => victim.kill('SIGKILL'), 4 + index * 9)
      const answer = await asked.catch(() => undefined)
      if (answer?.status === 201) answered.add(index)
      if (last) continue
      if (victim.exitCode === null && victim.signalCode === null)
        await new Promise((resolve) => victim.once('exit', resolve))
      alive = await live(environment)
    }
    expect(answered).toContain(MERGES - 1)
    const made: string[] = []
    for (let index = 0; index < MERGES; index++) {
      const [survivor, absorbed] = [await patient(`S${String(index)}`), await patient(`A${String(index)}`)]
      const records = await mongo!.connection.collection('merges').countDocuments({ absorbedId: absorbed._id })
      expect({ index, records }).toEqual({ index, records: absorbed.mergedInto === undefined ? 0 : 1 })
      if (answered.has(index)) expect(absorbed.mergedInto).toBe(survivor._id)
      if (absorbed.mergedInto === undefined) continue
      expect(survivor.history.at(-1)?.what).toContain('a été fusionné dans celui-ci')
      made.push(absorbed._id)
    }
    await eventually(() => {
      const told = events
        .map((event) => event.data as PatientChangedData)
        .filter((data) => data.mergedInto !== undefined)
        .map((data) => data.patientId)
      expect(new Set(told)).toEqual(new Set(made))
    }, 40_000)
  }, 180_000)
})

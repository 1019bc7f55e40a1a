import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { Mongo } from '@anamnese/platform-mongo'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { a28, a31 } from '../test/messages'
import { TestSubscriber } from '../test/subscriber'

const MAIN = path.resolve(__dirname, '../../dist/main.js')
const PATIENTS = 12
const KILLS = 4

interface Life {
  process: ChildProcess
  client: MllpClient
}

/** The compiled service, until it is killed. */
async function live(environment: NodeJS.ProcessEnv): Promise<Life> {
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...environment }, stdio: [...stdio] })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('le service s’est arrêté avant d’ouvrir sa porte'))
    })
    child.stdout.on('data', (bytes: Buffer) => {
      const found = /"mllp":\{"host":"[^"]*","port":(\d+)/.exec(bytes.toString())?.[1]
      if (found !== undefined) resolve(Number(found))
    })
  })
  return { process: child, client: new MllpClient({ host: '127.0.0.1', port, answerTimeoutMs: 20_000 }) }
}

describe('what is told to subscribers, by a service that is killed', () => {
  const partner = new TestSubscriber()
  let bench: TestBench
  let mongo: Mongo
  let environment: NodeJS.ProcessEnv
  let alive: Life | undefined

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
    const { MONGODB_URI = '' } = bench.environment
    mongo = await Mongo.connect({ uri: MONGODB_URI, database })
    environment = {
      ...bench.environment,
      MONGODB_DATABASE: database,
      KAFKA_SESSION_TIMEOUT_MS: '6000',
      LOG_LEVEL: 'info',
      INS_TEST_OIDS: 'true',
    }
    await partner.up()
  }, 60_000)
  afterAll(async () => {
    alive?.process.kill('SIGKILL')
    alive?.client.close()
    await partner.down()
    await mongo.onApplicationShutdown()
    await bench.close()
  }, 30_000)

  const outgoing = () => mongo.connection.collection('pam_outgoing')
  const again = async (): Promise<Life> => {
    alive?.client.close()
    alive = await live(environment)
    return alive
  }
  const say = async (text: string): Promise<void> => {
    for (;;) {
      try {
        const { client } = alive ?? (await again())
        expect(readAck(Hl7Message.parse(await client.send(Buffer.from(text)))).code).toBe('AA')
        return
      } catch (error) {
        if ((error as { code?: string }).code?.startsWith('MLLP.') !== true) throw error
        await again()
      }
    }
  }

  it('is lost never, doubled never but for a repeated MSH-10, and stays in the order of each patient', async () => {
    await again()
    await mongo.connection.collection('pam_subscribers').insertOne({
      _id: 'subscriber' as never,
      establishment: '220000020',
      version: 1,
      name: 'ESSAI',
      host: '127.0.0.1',
      port: partner.port,
      tls: false,
      application: 'BIO',
      facility: '220000012',
      charset: 'UNICODE UTF-8',
      ackMode: 'original',
      events: [],
      domains: [],
      paused: false,
      createdAt: new Date(0).toISOString(),
    })
    let kills = 0
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < PATIENTS; n++) {
        const sex = round % 2 === 0 ? 'F' : 'M'
        const parts = { ipp: `OUT${String(n)}`, ins: null, sex, recordedAt: `2026031${String(round)}080000` }
        await say(round === 0 ? a28(parts) : a31(parts))
        if (n % 9 === 8 && kills < KILLS) {
          kills++
          const victim = alive?.process
          // Somewhere between the event and the acknowledgement of its message.
          setTimeout(() => victim?.kill('SIGKILL'), 20 + kills * 35)
          await new Promise((resolve) => setTimeout(resolve, 60 + kills * 35))
        }
      }
    }
    // A killed service is only known to be by who speaks to it.
    await say(a28({ ipp: 'LAST', ins: null }))
    expect(kills).toBeGreaterThan(2)
    // The broker forgets the killed members of the group, and the store their transactions, one after the other.
    await eventually(async () => {
      expect(partner.of('LAST')).toHaveLength(1)
      expect(await outgoing().countDocuments({ open: true })).toBe(0)
      // Told or about to be: the handler has seen every event once its last one is.
      for (let n = 0; n < PATIENTS; n++)
        expect(
          partner
            .of(`OUT${String(n)}`)
            .at(-1)
            ?.get('PID-8'),
        ).toBe('F')
    }, 180_000)
    const ids = partner.received.map((message) => message.controlId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(await outgoing().countDocuments({ state: 'accepted' })).toBe(ids.length)
    expect(partner.errors).toEqual([])
    for (let n = 0; n < PATIENTS; n++) {
      const events = partner.of(`OUT${String(n)}`).map((message) => message.type.event)
      expect(events[0]).toBe('A28')
      expect(new Set(events.slice(1))).toEqual(events.length > 1 ? new Set(['A31']) : new Set())
    }
  }, 330_000)
})

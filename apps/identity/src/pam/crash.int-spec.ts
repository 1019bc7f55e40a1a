import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { MovementRecorded, PatientChanged } from '@anamnese/contracts'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { a01 } from '../test/messages'

const MAIN = path.resolve(__dirname, '../../dist/main.js')
const MESSAGES = 60
const KILLS = 3

interface Life {
  process: ChildProcess
  port: number
}

/** The compiled service, until it is killed. */
async function live(environment: NodeJS.ProcessEnv): Promise<Life> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('le service s’est arrêté avant d’ouvrir sa porte'))
    })
    child.stdout.on('data', (bytes: Buffer) => {
      const found = /"mllp":\{"host":"[^"]*","port":(\d+)/.exec(bytes.toString())?.[1]
      if (found !== undefined) resolve(Number(found))
    })
  })
  return { process: child, port }
}

describe('the PAM door, killed while it receives', () => {
  let bench: TestBench
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
    environment = {
      ...bench.environment,
      MONGODB_DATABASE: `${bench.database}_identity`,
      LOG_LEVEL: 'info',
      INS_TEST_OIDS: 'true',
    }
  }, 60_000)
  afterAll(async () => {
    alive?.process.kill('SIGKILL')
    await bench.close()
  }, 30_000)

  it('loses no acknowledged message and does nothing twice, for a sender that repeats what was not acknowledged', async () => {
    const events = await bench.collect(PatientChanged, MovementRecorded)
    alive = await live(environment)
    let client = new MllpClient({ host: '127.0.0.1', port: alive.port, answerTimeoutMs: 20_000 })
    let kills = 0
    for (let index = 0; index < MESSAGES; index++) {
      const ipp = `C${String(index % 5)}`
      const text = a01({ ipp, id: `CRASH-${String(index)}`, ins: null }, `MVT${String(index)}`, [])
      if (kills < KILLS && index === (kills + 1) * 15) {
        kills++
        // At a moment of its own in the handling of the message, a little later each time.
        const { process: victim } = alive
        setTimeout(() => victim.kill('SIGKILL'), kills * 3)
      }
      for (;;) {
        try {
          const ack = readAck(Hl7Message.parse(await client.send(Buffer.from(text))))
          expect(ack).toMatchObject({ code: 'AA', controlId: `CRASH-${String(index)}` })
          break
        } catch (error) {
          if ((error as { code?: string }).code?.startsWith('MLLP.') !== true) throw error
          client.close()
          alive = await live(environment)
          client = new MllpClient({ host: '127.0.0.1', port: alive.port, answerTimeoutMs: 20_000 })
        }
      }
    }
    client.close()
    expect(kills).toBe(KILLS)
    const told = () => {
      const once = new Map(events.map((event) => [event.id, event]))
      return [...once.values()]
    }
    await eventually(() => {
      const movements = told().filter((event) => event.type === MovementRecorded.type)
      expect(movements).toHaveLength(MESSAGES)
      const numbers = movements.map((event) => (event.data as { movementId: string }).movementId)
      expect(new Set(numbers).size).toBe(MESSAGES)
    }, 40_000)
    // Five patients, each created once: nothing about their identity changed afterwards.
    expect(told().filter((event) => event.type === PatientChanged.type)).toHaveLength(5)
  }, 180_000)
})

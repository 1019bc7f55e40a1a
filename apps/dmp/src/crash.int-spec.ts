import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DocumentValidated, type OrderView, type Page, PatientChanged } from '@anamnese/contracts'
import { GridFsBlobStore } from '@anamnese/platform-blobs'
import { Mongo } from '@anamnese/platform-mongo'
import { FakePfi, letterEvent, patientEvent } from '@anamnese/platform-pfi-link/testing'
import { eventually, TestBench } from '@anamnese/platform-testing'

const CHILD = resolve(__dirname, '../dist/testing/crash-child.js')

interface Running {
  url: string
  door: { host: string; port: number }
  child: ChildProcess
  ended: Promise<unknown>
}

async function run(environment: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, [CHILD], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((done) =>
    child.once('exit', (_code, signal) => {
      done(signal)
    }),
  )
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (text: Buffer) => {
      done(text.toString())
    })
    child.once('exit', () => {
      fail(new Error('the service ended before it listened'))
    })
  })
  return { ...(JSON.parse(line) as Pick<Running, 'url' | 'door'>), child, ended }
}

const built = existsSync(CHILD)
if (!built) console.info(`${CHILD} n’est pas construit (npx tsc -b) : ces essais sont sautés.`)

// Not tried: a kill inside a transaction. MongoDB itself undoes it, after one minute at most; nothing is lost, all waits for it.
;(built ? describe : describe.skip)('a feeding order, when the service is killed', () => {
  const pfi = new FakePfi()
  let bench: TestBench
  let mongo: Mongo
  let blobs: GridFsBlobStore
  const running: Running[] = []

  beforeEach(async () => {
    pfi.received.length = 0
    await pfi.up(0)
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.care.stay.v1',
      'dpi.consent.choices.v1',
      'dpi.documents.document.v1',
      'dpi.dmp.order.v1',
      'dpi.dmp.acknowledgement.v1',
      'dpi.mssante.acknowledgement.v1',
      'dpi.audit.trail.v1',
      'dpi.dmp.dead-letter.v1',
    ])
    const { MONGODB_URI = '', BLOB_DATABASE = '', BLOB_MASTER_KEY = '' } = bench.environment
    mongo = await Mongo.connect({ uri: MONGODB_URI, database: BLOB_DATABASE })
    blobs = new GridFsBlobStore(mongo, BLOB_DATABASE, BLOB_MASTER_KEY)
  }, 60_000)
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.child.kill('SIGKILL')
      await one.ended
    }
    await mongo.onApplicationShutdown()
    await bench.close()
    await pfi.down()
  }, 60_000)

  const start = async (crashAt?: string): Promise<Running> => {
    const one = await run({
      ...process.env,
      ...bench.environment,
      MONGODB_DATABASE: `${bench.database}_dmp`,
      KAFKA_SESSION_TIMEOUT_MS: '6000',
      PFI_PORT: String(pfi.port),
      ZAM_PORT: '0',
      STRUCTURE_ID_NAT: '1220000020',
      STRUCTURE_NAME: "CH DE L'ARGOAT",
      OID_ROOT: '1.2.250.1.999.1.1.220',
      IPP_AUTHORITY: 'GAM&220000012&M',
      ...(crashAt === undefined ? {} : { CRASH_AT: crashAt }),
    })
    running.push(one)
    return one
  }
  const reaches = (url: string, state: OrderView['state']): Promise<OrderView> =>
    eventually(async () => {
      const answer = await fetch(`${url}/dmp/orders`, { headers: await bench.as() })
      const { items } = (await answer.json()) as Page<OrderView>
      expect(items.map((order) => order.state)).toEqual([state])
      return items[0]!
    }, 60_000)
  const validate = async (): Promise<void> => {
    await bench.publish(PatientChanged, patientEvent().patientId, patientEvent())
    await bench.publish(DocumentValidated, patientEvent().patientId, await letterEvent(blobs))
  }

  it.each(['before the wire', 'before the answer is kept', 'after the answer is kept'])(
    '%s, reaches the PFI as one message',
    async (point) => {
      const first = await start(point)
      await validate()
      expect(await first.ended).toBe('SIGKILL')
      const second = await start()
      const order = await reaches(second.url, 'acknowledged')
      expect(pfi.received.map((message) => message.controlId)).toEqual([order.controlId])
      expect(order.history.filter((line) => line.state === 'acknowledged')).toHaveLength(1)
    },
    120_000,
  )

  it.each(['before the ZAM is kept', 'before the ZAM is acknowledged'])(
    '%s, takes its business acknowledgement once',
    async (point) => {
      const first = await start(point)
      await validate()
      const { controlId } = await reaches(first.url, 'acknowledged')
      const zam = { kind: 'dmp' as const, originalControlId: controlId!, success: true, controlId: 'ZAM-1' }
      // No acknowledgement: the PFI will send it again.
      await expect(pfi.zam(first.door, zam)).rejects.toThrow()
      expect(await first.ended).toBe('SIGKILL')
      const second = await start()
      expect(await pfi.zam(second.door, zam)).toBe('AA')
      const order = await reaches(second.url, 'accepted')
      expect(order.history.filter((line) => line.state === 'accepted')).toHaveLength(1)
    },
    120_000,
  )
})

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  type ArrivalView,
  DocumentReceived,
  type DocumentReceivedData,
  type DocumentView,
  type Page,
  PatientChanged,
} from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { foreignCda, testIns } from '../testing/foreign-cda'
import { ENVIRONMENT, patient, TOPICS } from '../testing/world'

const CHILD = resolve(__dirname, '../../dist/testing/reception-crash-child.js')
const POINTS = [
  'the bytes are kept',
  'the arrival is kept',
  'the examination begins',
  'the bytes are scanned',
  'the PDF is kept',
  'the commit is near',
  'the commit is done',
]
/** Before the arrival is kept nothing was promised: the sender has no answer and sends again. */
const UNKNOWN = ['the bytes are kept']

interface Running {
  url: string
  child: ChildProcess
  ended: Promise<unknown>
}

async function run(environment: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, [CHILD], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((done) => child.once('exit', (_code, signal) => done(signal)))
  const url = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (line: Buffer) => done(line.toString().trim()))
    child.once('exit', () => fail(new Error('the service ended before it listened')))
  })
  return { url, child, ended }
}

interface Outcome {
  endedBy: unknown
  /** without the sender doing anything */
  foundAgain: boolean
  documents: number
  download: number
  integrated: number
  arrivals: string[]
}

async function crashAt(point: string): Promise<Outcome> {
  const bench = await TestBench.create([...TOPICS])
  const environment = {
    ...process.env,
    ...bench.environment,
    ...ENVIRONMENT,
    MONGODB_DATABASE: `${bench.database}_documents`,
    KAFKA_SESSION_TIMEOUT_MS: '6000',
    EXAMINATION_LEASE_SECONDS: '1',
  }
  const headers = await bench.as({ patientContext: { patientId: 'c1', purpose: 'care' } })
  const ask = async <T>(path: string): Promise<T> => (await (await fetch(path, { headers })).json()) as T
  const send = (url: string): Promise<Response> => {
    const body = foreignCda(1, { patient: { ins: testIns(1) } })
    const type = { 'content-type': 'application/octet-stream' }
    return fetch(`${url}/documents/received`, {
      method: 'POST',
      headers: { ...headers, ...type },
      body: new Uint8Array(body),
    })
  }
  const first = await run({ ...environment, CRASH_AT: point })
  let second: Running | undefined
  try {
    await bench.publish(PatientChanged, 'c1', patient('c1', { ins: testIns(1) }))
    await eventually(async () => {
      const answer = await fetch(`${first.url}/health/ready`)
      if (!answer.ok) throw new Error('not ready')
    }, 20_000)
    await new Promise((done) => setTimeout(done, 3000))
    await send(first.url).catch(() => undefined)
    const endedBy = await first.ended
    second = await run(environment)
    const { url } = second
    const events = (await bench.collect(DocumentReceived)) as unknown as { data: DocumentReceivedData }[]
    const list = (): Promise<Page<DocumentView>> => ask(`${url}/patients/c1/documents`)
    const found = async (): Promise<DocumentView[]> => {
      const { items } = await list()
      if (items.length === 0) throw new Error('not there yet')
      return items
    }
    const foundAgain = await eventually(found, UNKNOWN.includes(point) ? 3000 : 30_000).then(
      () => true,
      () => false,
    )
    // The answer was lost in any case: the sender sends again.
    await send(url)
    const documents = await eventually(found, 30_000)
    const download = await fetch(`${url}/documents/${documents[0]?.id ?? ''}/content?form=pdf`, { headers })
    await eventually(() => {
      if (!events.some(({ data }) => data.state === 'integrated')) throw new Error('not told yet')
    }, 30_000)
    const all = 'state=received,opened,integrated,duplicate,to-attach,conflict,refused,failed'
    const arrivals = (await ask<Page<ArrivalView>>(`${url}/documents/received?${all}`)).items.map(({ state }) => state)
    const integrated = events.filter(({ data }) => data.state === 'integrated').length
    return {
      endedBy,
      foundAgain,
      documents: documents.length,
      download: download.status,
      integrated,
      arrivals: arrivals.sort(),
    }
  } finally {
    first.child.kill('SIGKILL')
    second?.child.kill('SIGKILL')
    await Promise.all([first.ended, second?.ended])
    await bench.close()
  }
}

describe('a document whose reception is killed when', () => {
  beforeAll(() => {
    if (!existsSync(CHILD)) throw new Error('the crash test runs the compiled service: npm run build')
  })

  it.each(POINTS)(
    '%s: is in its record once, readable, told once, whoever sends it again',
    async (point) => {
      const lost = UNKNOWN.includes(point)
      expect(await crashAt(point)).toEqual({
        endedBy: 'SIGKILL',
        foundAgain: !lost,
        documents: 1,
        download: 200,
        integrated: 1,
        arrivals: lost ? ['integrated'] : ['duplicate', 'integrated'],
      })
    },
    120_000,
  )
})

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  DocumentValidated,
  type DocumentView,
  type LetterView,
  type Page,
  PatientChanged,
  StayChanged,
} from '@anamnese/contracts'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { ENVIRONMENT, patient, stay, TOPICS } from './testing/world'

const CHILD = resolve(__dirname, '../dist/testing/crash-child.js')
const POINTS = ['between the two blobs', 'after the blobs', 'before the commit', 'after the commit']

interface Running {
  url: string
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
  const url = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (line: Buffer) => {
      done(line.toString().trim())
    })
    child.once('exit', () => {
      fail(new Error('the service ended before it listened'))
    })
  })
  return { url, child, ended }
}

interface Outcome {
  /** the signal that ended the first process */
  endedBy: unknown
  /** what the record and the letter showed after the stop */
  documentsAfterStop: number
  letterAfterStop: LetterView['state']
  /** after the validation was asked again: documents of the record, those told, the status of the download */
  documents: string[]
  told: string[]
  download: number
}

/** One validation, killed at `point`, and the same request to the next process. Each has a database and topics of its own. */
async function crashAt(point: string, bench: TestBench): Promise<Outcome> {
  const environment = {
    ...process.env,
    ...bench.environment,
    ...ENVIRONMENT,
    MONGODB_DATABASE: `${bench.database}_documents`,
    KAFKA_SESSION_TIMEOUT_MS: '6000',
  }
  const send = async (url: string, method: string, path: string, body?: object): Promise<Response> => {
    const headers = await bench.as({ patientContext: { patientId: 'c1', purpose: 'care' } })
    return fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  }
  const ask = async <T>(...request: Parameters<typeof send>): Promise<T> => {
    const answer = await send(...request)
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as T
  }
  const first = await run({ ...environment, CRASH_AT: point })
  let second: Running | undefined
  try {
    await bench.publish(PatientChanged, 'c1', patient('c1'))
    await bench.publish(StayChanged, 'c1', stay('c1', 'c1'))
    const create = (): Promise<LetterView> => ask(first.url, 'POST', '/patients/c1/letters', { stayNumber: 'c1' })
    const letter = await eventually(create, 30_000)
    const validation = ['POST', `/letters/${letter.id}/validate`, { version: letter.version }] as const
    await ask(first.url, ...validation).catch(() => undefined)
    const endedBy = await first.ended

    second = await run(environment)
    const { url } = second
    const events = await bench.collect(DocumentValidated)
    const list = (): Promise<Page<DocumentView>> => ask(url, 'GET', '/patients/c1/documents')
    const documentsAfterStop = (await list()).total
    const letterAfterStop = (await ask<LetterView>(url, 'GET', `/letters/${letter.id}`)).state
    const document = await ask<DocumentView>(url, ...validation)
    const download = (await send(url, 'GET', `/documents/${document.id}/content?form=pdf`)).status
    await eventually(() => {
      if (events.length === 0) throw new Error('not told yet')
    }, 30_000)
    // Long enough for a second telling to show, if there were one.
    await new Promise((done) => setTimeout(done, 1000))
    const told = events.map((event) => (event.data as { documentId: string }).documentId)
    const documents = (await list()).items.map((item) => item.id)
    return { endedBy, documentsAfterStop, letterAfterStop, documents, told, download }
  } finally {
    first.child.kill('SIGKILL')
    second?.child.kill('SIGKILL')
    await Promise.all([first.ended, second?.ended])
    await bench.close()
  }
}

describe('a validation whose process is killed', () => {
  const outcomes = new Map<string, Promise<Outcome>>()

  beforeAll(async () => {
    if (!existsSync(CHILD)) throw new Error('the crash test runs the compiled service: npm run build')
    // Side by side: each spends its time waiting for the group to forget the killed member.
    for (const point of POINTS) {
      const bench = await TestBench.create([...TOPICS])
      const outcome = crashAt(point, bench)
      outcome.catch(() => undefined) // reported by the test that awaits it
      outcomes.set(point, outcome)
    }
  }, 60_000)

  it.each(POINTS)(
    '%s: nothing is half done, and asked again it makes one document, told once',
    async (point) => {
      const outcome = await outcomes.get(point)
      const committed = point === 'after the commit'
      expect(outcome).toMatchObject({
        endedBy: 'SIGKILL',
        documentsAfterStop: committed ? 1 : 0,
        letterAfterStop: committed ? 'validated' : 'draft',
        download: 200,
      })
      expect(outcome?.documents).toHaveLength(1)
      expect(outcome?.told).toEqual(outcome?.documents)
    },
    120_000,
  )
})

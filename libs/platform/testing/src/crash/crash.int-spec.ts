import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import mongoose from 'mongoose'
import { eventually } from '../eventually'
import { TestBench } from '../test-service'

const CHILD = path.resolve(__dirname, '../../dist/crash/child.js')

const POINTS = [
  'before the commit of the write',
  'after the commit of the write',
  'when the relay wakes',
  'before the publication',
  'after the publication',
  'after the resume point',
  'before the handling',
  'inside the handler',
  'before the offset',
]

interface Outcome {
  /** the signal that ended the first process */
  endedBy: unknown
  tally: unknown
  /** events that were still waiting when everything had settled */
  waiting: number
}

/** One life of the tally service, killed at `point`, and the next one. Each has a database and topics of its own. */
async function crashAt(point: string): Promise<Outcome> {
  const bench = await TestBench.create(['dpi.identity.consent.v1', 'dpi.consent.dead-letter.v1'])
  const name = `${bench.database}_crash`
  const database = await mongoose.createConnection(bench.environment['MONGODB_URI'] ?? '', { dbName: name }).asPromise()
  const tallies = database.collection<{ _id: string }>('tallies')
  const environment = { ...process.env, ...bench.environment, MONGODB_DATABASE: name, KAFKA_SESSION_TIMEOUT_MS: '6000' }
  const first = await run({ ...environment, CRASH_AT: point })
  const answered = await write(first.url)
  const endedBy = await first.ended

  const second = await run(environment)
  // What was not acknowledged is asked again by the client, as an HL7 sender does.
  if (!answered && (await tallies.findOne({ _id: 't1' })) === null) await write(second.url)
  try {
    await eventually(async () => {
      expect(await tallies.findOne({ _id: 't1' })).toMatchObject({ effects: 1 })
      expect(await database.collection('outbox').countDocuments()).toBe(0)
    }, 60_000)
    // Long enough for a second effect to show, if there were one.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    return {
      endedBy,
      tally: await tallies.findOne({ _id: 't1' }),
      waiting: await database.collection('outbox').countDocuments(),
    }
  } finally {
    second.child.kill('SIGKILL')
    await second.ended
    await database.close()
    await bench.close()
  }
}

async function write(url: string): Promise<boolean> {
  return fetch(`${url}/tallies/t1`, { method: 'POST' }).then(
    (answer) => answer.ok,
    () => false,
  )
}

async function run(env: NodeJS.ProcessEnv): Promise<{ url: string; child: ChildProcess; ended: Promise<unknown> }> {
  const child = spawn(process.execPath, [CHILD], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
    child.once('exit', () => reject(new Error('the service ended before it listened')))
  })
  // A member killed while it joins would be waited for as long as a rebalance may last: the test is about the steps after that.
  await eventually(async () => {
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  }, 60_000)
  return { url, child, ended }
}

describe('a process killed between two steps', () => {
  const outcomes = new Map<string, Promise<Outcome>>()

  beforeAll(() => {
    if (!fs.existsSync(CHILD)) throw new Error('the crash test runs the compiled service: npm run build')
    // Three side by side: each spends its time waiting for the group to forget the killed member.
    const lanes = [Promise.resolve(), Promise.resolve(), Promise.resolve()]
    for (const [index, point] of POINTS.entries()) {
      const lane = index % lanes.length
      const outcome = (lanes[lane] ?? Promise.resolve()).then(() => crashAt(point))
      lanes[lane] = outcome.then(
        () => undefined,
        () => undefined,
      )
      outcomes.set(point, outcome)
    }
  })

  it.each(POINTS)(
    '%s: nothing is lost and nothing is done twice',
    async (point) => {
      expect(await outcomes.get(point)).toMatchObject({
        endedBy: 'SIGKILL',
        tally: { writes: 1, effects: 1 },
        waiting: 0,
      })
    },
    120_000,
  )
})

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { startPartners, type Partners } from './testing/partners'
import { ACCOUNT, authority, DOCTOR, Dpi, mdm, pfiEnvironment, send, toMailboxes } from './testing/world'

const APP = path.resolve(__dirname, '..')
const CHILD = path.join(APP, 'dist/testing/crash-child.js')

interface Running {
  port: number
  ended: Promise<NodeJS.Signals | null>
  child: ChildProcess
}

async function run(environment: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, [CHILD], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_code, signal) => {
      resolve(signal)
    }),
  )
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => {
      resolve(Number(data.toString()))
    })
    void ended.then(() => {
      reject(new Error('the PFI did not start'))
    })
  })
  return { port, ended, child }
}

describe('a PFI that is killed', () => {
  let bench: TestBench
  let partners: Partners
  let dpi: Dpi

  beforeAll(async () => {
    const compiler = path.resolve(APP, '../../node_modules/typescript/bin/tsc')
    await promisify(execFile)(process.execPath, [compiler, '-b', APP])
    ;[bench, partners, dpi] = await Promise.all([
      TestBench.create(['dpi.audit.trail.v1']),
      startPartners(authority, ACCOUNT, [DOCTOR]),
      Dpi.open(),
    ])
  }, 180_000)
  afterAll(async () => {
    await bench.close()
    await Promise.all([partners.close(), dpi.close()])
  }, 30_000)

  /** One life of the PFI killed at a point, and the next one, which the DPI asks again for what was not acknowledged. */
  async function crashAt(point: string, message: { bytes: Buffer; controlId: string }): Promise<NodeJS.Signals | null> {
    const environment = {
      ...process.env,
      ...bench.environment,
      ...pfiEnvironment(authority, partners, dpi),
      MONGODB_DATABASE: `${bench.database}_${message.controlId}`,
      LEASE_SECONDS: '2',
    }
    const first = await run({ ...environment, CRASH_AT: point })
    const answered = await send(first.port, message.bytes).then(
      ({ ack }) => ack.accepted,
      () => false,
    )
    const endedBy = await first.ended
    const second = await run(environment)
    try {
      if (!answered) expect((await send(second.port, message.bytes)).ack.code).toBe('AA')
      await eventually(() => {
        expect(dpi.of(message.controlId).length).toBeGreaterThan(0)
      }, 60_000)
      // Long enough for a second effect to show, if there were one.
      await new Promise((resolve) => setTimeout(resolve, 2_500))
    } finally {
      second.child.kill('SIGTERM')
      await second.ended
    }
    return endedBy
  }

  /** The DPI knows a ZAM that it gets twice by its MSH-10. */
  const zams = (controlId: string): { success: boolean }[] => {
    const byId = new Map(dpi.of(controlId).map(({ id, success }) => [id, { success }]))
    return [...byId.values()]
  }

  it.each([
    'before the reception is committed',
    'before the acknowledgement',
    'before the DMP is called',
    'after the DMP answered',
    'before the result is committed',
    'after the result is committed',
    'before the ZAM',
    'after the DPI acknowledged the ZAM',
  ])(
    '%s deposits the document once and tells it once',
    async (point) => {
      const message = mdm()
      expect(await crashAt(point, message)).toBe('SIGKILL')
      const held = (await partners.documents()).filter(({ entry }) => entry.uniqueId === message.documentId)
      expect(held).toHaveLength(1)
      expect(zams(message.controlId)).toEqual([{ success: true }])
    },
    240_000,
  )

  it.each([
    ['before the mail', 1],
    // SMTP cannot tell that a message was accepted already: the mailbox knows the copy by its Message-ID.
    ['after the mail', 2],
  ])(
    '%s leaves one message to the mailbox, whatever the copies',
    async (point, copies) => {
      await partners.mail('DELETE', '/messages')
      const message = mdm(toMailboxes(DOCTOR))
      expect(await crashAt(point, message)).toBe('SIGKILL')
      const list = (await (await partners.mail('GET', `/messages?mailbox=${DOCTOR}`)).json()) as { id: string }[]
      expect(list).toHaveLength(copies)
      const raws = await Promise.all(list.map(async ({ id }) => (await partners.mail('GET', `/messages/${id}`)).text()))
      expect(new Set(raws.map((raw) => /^Message-ID: (.*?)\r?$/m.exec(raw)?.[1])).size).toBe(1)
      expect(zams(message.controlId)).toEqual([{ success: true }])
    },
    240_000,
  )
})

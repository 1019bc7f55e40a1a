import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { eventually, tallyService, TestBench } from '@anamnese/platform-testing'
import { startServers } from './start-servers'
import type { RunningServers, ServerControl } from './types'

/** How long a server stays away. */
const AWAY_MS = Number(process.env['OUTAGE_SECONDS'] ?? 20) * 1000

describe('a server that goes away and comes back', () => {
  let servers: RunningServers
  let bench: TestBench
  let url: string
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'anamnese-outage-'))

  beforeAll(async () => {
    servers = await startServers({ infra: 'native', dataDir: folder })
    bench = await TestBench.create(['dpi.identity.consent.v1', 'dpi.consent.dead-letter.v1'], servers)
    url = (await bench.start(tallyService)).url
  }, 180_000)
  afterAll(async () => {
    await bench.close()
    await servers.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  const write = async (id: string): Promise<boolean> =>
    fetch(`${url}/tallies/${id}`, { method: 'POST', signal: AbortSignal.timeout(AWAY_MS) }).then(
      (answer) => answer.ok,
      () => false,
    )
  const ready = async (): Promise<void> => {
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  }

  /** Writes all along: before, while the server is away, after. Returns what was acknowledged. */
  async function writeThrough(name: string, server: ServerControl | undefined): Promise<string[]> {
    const acknowledged: string[] = []
    const attempt = async (moment: string): Promise<void> => {
      const id = `${name}-${moment}-${acknowledged.length}`
      if (await write(id)) acknowledged.push(id)
    }
    for (let i = 0; i < 5; i++) await attempt('before')
    await server?.kill()
    const back = Date.now() + AWAY_MS
    while (Date.now() < back) {
      await attempt('during')
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    await server?.start()
    await eventually(ready, 60_000)
    for (let i = 0; i < 5; i++) await attempt('after')
    return acknowledged
  }

  it.each(['kafka', 'mongod'] as const)(
    '%s: the service resumes by itself, and each acknowledged fact has one effect',
    async (name) => {
      const acknowledged = await writeThrough(name, servers[name])
      expect(acknowledged.filter((id) => id.includes('-after-'))).toHaveLength(5)
      await eventually(async () => {
        const rows = await bench
          .collection('tallies')
          .find({ _id: { $in: acknowledged as never[] } })
          .toArray()
        expect(rows).toHaveLength(acknowledged.length)
        for (const row of rows) expect(row).toMatchObject({ writes: 1, effects: 1 })
      }, 60_000)
      expect(await bench.collection('outbox').countDocuments()).toBe(0)
      expect(await bench.collection('dead_letters').countDocuments()).toBe(0)
    },
    AWAY_MS + 240_000,
  )

  it('an event written while the broker was away is published when it is back', async () => {
    await servers.kafka?.kill()
    expect(await write('kept')).toBe(true)
    await servers.kafka?.start()
    await eventually(async () => {
      expect(await bench.collection('tallies').findOne({ _id: 'kept' as never })).toMatchObject({ effects: 1 })
    }, 60_000)
  }, 120_000)
})

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../process/ports'
import { STAGE, Watchdog } from '../process/watchdog'
import { startTime } from '../process/identity'
import { Supervisor } from './supervisor'
import type { ProcessSpec } from './supervised'

// A service in one line: ready as soon as it listens, with a child of its own.
const PROGRAM = `require('node:http').createServer((q, s) => s.end()).listen(Number(process.env.PORT), '127.0.0.1')`
const DEAF = `process.on('SIGTERM', () => {}); ${PROGRAM}`

describe('the supervision of services', () => {
  let folder: string
  let lines: string[]
  let pids: number[]
  let supervisor: Supervisor
  let watchdog: Watchdog

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'anamnese-supervise-'))
    lines = []
    pids = []
    watchdog = new Watchdog()
    supervisor = new Supervisor({ log: (line) => lines.push(line), onStart: (_name, pid) => pids.push(pid), watchdog })
  })
  afterEach(async () => {
    await supervisor.stop()
    watchdog.dismiss()
    fs.rmSync(folder, { recursive: true })
  })

  async function spec(program: string): Promise<ProcessSpec> {
    const port = await freePort()
    return {
      name: 'service',
      args: ['-e', program],
      env: { PORT: String(port) },
      readyUrl: `http://127.0.0.1:${port}/`,
      stage: STAGE.services,
      logFile: path.join(folder, 'service.log'),
    }
  }
  async function until(condition: () => boolean): Promise<void> {
    const deadline = Date.now() + 15_000
    while (!condition() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(condition()).toBe(true)
  }

  it('starts a service again when it dies, and says so', async () => {
    await supervisor.start([await spec(PROGRAM)], 15_000)
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await until(() => lines.includes('service est de nouveau prêt'))
    expect(lines[0]).toMatch(/^service s'est arrêté \(signal SIGKILL\) ; relance dans 0,5 s/)
    expect(supervisor.pids(STAGE.services)).toEqual({ service: pids[1] })
  }, 30_000)

  it('says what a service that never gets ready last wrote', async () => {
    const failing = await spec(`console.error('MONGODB_URI (absente)'); process.exit(1)`)
    await expect(supervisor.start([failing], 1_500)).rejects.toThrow(/n'est pas prêt.*\n.*MONGODB_URI \(absente\)/s)
  }, 30_000)

  it('waits longer before each restart of a service that keeps dying', async () => {
    const failing = await spec('process.exit(3)')
    await supervisor.start([failing], 3_000).catch(() => undefined)
    const delays = lines.map((line) => /dans ([\d,]+) s/.exec(line)?.[1])
    expect(delays.slice(0, 2)).toEqual(['0,5', '1,0'])
  }, 30_000)

  it('ends by force a service that does not obey, and leaves no process behind', async () => {
    await supervisor.start([await spec(DEAF)], 15_000)
    await supervisor.stop()
    expect(lines).toContain("service ne s'arrête pas : il est interrompu")
    expect(startTime(pids[0] ?? 0)).toBeUndefined()
  }, 30_000)
})

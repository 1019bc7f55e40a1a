import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { RunDescription } from '@anamnese/tool-stack'

const PROGRAM = path.resolve(__dirname, '../dist/main.js')
const PATIENCE_MS = 120_000

/** The launcher on a folder of its own, with one service: what is tried here is the launcher. */
class Launcher {
  readonly child: ChildProcess
  said = ''

  constructor(readonly folder: string) {
    const environment = Object.entries(process.env).filter(([name]) => !['MONGODB_URI', 'KAFKA_BROKERS'].includes(name))
    this.child = spawn(process.execPath, [PROGRAM, 'start', '--infra=native', '--services=audit'], {
      env: { ...Object.fromEntries(environment), ANAMNESE_VAR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.child.stderr?.on('data', (chunk) => (this.said += String(chunk)))
  }

  run(): RunDescription {
    return JSON.parse(fs.readFileSync(path.join(this.folder, 'run.json'), 'utf8')) as RunDescription
  }

  async ready(): Promise<RunDescription> {
    await until(
      () => this.said.includes('Anamnèse est prêt') || this.child.exitCode !== null,
      () => this.said,
    )
    return this.run()
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const gone = once(this.child, 'exit')
    this.child.kill(signal)
    const [code] = (await gone) as [number | null]
    return code
  }
}

async function until(condition: () => boolean, what: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not in time: ${what()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function living(pids: number[]): number[] {
  return pids.filter((pid) => {
    try {
      process.kill(pid, 0)
      return true
    } catch {
      return false
    }
  })
}

describe('the launcher', () => {
  let folder: string
  let launcher: Launcher

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'anamnese-launcher-'))
    launcher = new Launcher(folder)
  })
  afterEach(async () => {
    if (launcher.child.exitCode === null && launcher.child.signalCode === null) await launcher.end('SIGTERM')
    fs.rmSync(folder, { recursive: true, force: true })
  }, PATIENCE_MS)

  it(
    'describes the running system to programs, and on Ctrl-C stops everything and removes the description',
    async () => {
      const run = await launcher.ready()
      expect(run).toMatchObject({
        ready: true,
        gateway: expect.stringMatching(/^http:\/\/localhost:\d+$/) as string,
        mllp: { identity: expect.stringMatching(/:\d+$/) as string, pfi: expect.stringMatching(/:\d+$/) as string },
        apiClient: { clientId: 'demonstration', tokenUrl: `${run.gateway}/oauth/token` },
        mongodb: expect.stringContaining('replicaSet=rs0') as string,
      })
      expect(Object.keys(run.pids)).toEqual(['launcher', 'mongodb', 'kafka', 'simulators', 'audit'])
      expect(Object.keys(run.simulators).sort()).toEqual(['annuaire', 'dmp', 'insi', 'mail', 'psc'])
      expect(fs.statSync(path.join(folder, 'run.json')).mode & 0o077).toBe(0)
      expect(await launcher.end('SIGINT')).toBe(0)
      expect(living(Object.values(run.pids))).toEqual([])
      expect(fs.existsSync(path.join(folder, 'run.json'))).toBe(false)
    },
    PATIENCE_MS,
  )

  it(
    'says that the product is already running to a second start in the same folder',
    async () => {
      const run = await launcher.ready()
      const second = new Launcher(folder)
      const [code] = (await once(second.child, 'exit')) as [number]
      expect(code).toBe(1)
      expect(second.said).toContain(`Anamnèse fonctionne déjà dans ce dossier (processus ${launcher.child.pid ?? 0})`)
      expect(launcher.run()).toEqual(run)
    },
    PATIENCE_MS,
  )

  it(
    'killed at once leaves nothing running and no description, and starts again on the same data and ports',
    async () => {
      const run = await launcher.ready()
      await launcher.end('SIGKILL')
      await until(
        () => living(Object.values(run.pids)).length === 0,
        () => JSON.stringify(run.pids),
      )
      expect(fs.existsSync(path.join(folder, 'run.json'))).toBe(false)
      launcher = new Launcher(folder)
      const again = await launcher.ready()
      expect(again).toMatchObject({ gateway: run.gateway, mongodb: run.mongodb, apiClient: run.apiClient })
    },
    2 * PATIENCE_MS,
  )

  it(
    'starts a service again when it dies, says so, and describes the new process',
    async () => {
      const run = await launcher.ready()
      process.kill(run.pids['audit'] ?? 0, 'SIGKILL')
      await until(
        () => launcher.said.includes('audit est de nouveau prêt'),
        () => launcher.said,
      )
      expect(launcher.said).toContain("audit s'est arrêté (signal SIGKILL) ; relance dans 0,5 s")
      expect(launcher.run().pids['audit']).not.toBe(run.pids['audit'])
    },
    PATIENCE_MS,
  )
})

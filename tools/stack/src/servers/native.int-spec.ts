import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { MongoClient } from 'mongodb'
import { startTime } from '../process/identity'
import { startServers } from './start-servers'
import type { RunningServers } from './types'

const PROGRAM = path.resolve(__dirname, '../../test/start-servers.cjs')

describe('native servers on a data folder', () => {
  let dataDir: string
  let lines: string[]
  let running: RunningServers | undefined

  beforeEach(() => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'anamnese-native-'))
    lines = []
  })
  afterEach(async () => {
    await running?.stop()
    running = undefined
    fs.rmSync(dataDir, { recursive: true })
  })

  async function start(): Promise<RunningServers> {
    running = await startServers({ infra: 'native', dataDir, log: (line) => lines.push(line) })
    return running
  }
  async function stop(): Promise<void> {
    await running?.stop()
    running = undefined
  }
  async function notes(uri: string): Promise<number> {
    const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 }).connect()
    const collection = client.db('kept').collection('notes')
    await collection.insertOne({ at: Date.now() }, { writeConcern: { w: 'majority' } })
    const count = await collection.countDocuments()
    await client.close()
    return count
  }
  function recorded(): number[] {
    const record = JSON.parse(fs.readFileSync(path.join(dataDir, 'processes.json'), 'utf8')) as Record<
      string,
      { pid: number }
    >
    return Object.values(record).map(({ pid }) => pid)
  }
  /** The same servers started by another process, which can be killed. */
  async function startElsewhere(): Promise<ChildProcess> {
    const child = fork(PROGRAM, [dataDir], { stdio: 'ignore' })
    const [message] = (await once(child, 'message')) as [string]
    expect(message).toBe('up')
    return child
  }
  async function untilGone(pids: number[]): Promise<void> {
    const deadline = Date.now() + 15_000
    while (pids.some((pid) => startTime(pid) !== undefined) && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(pids.filter((pid) => startTime(pid) !== undefined)).toEqual([])
  }

  it('keep their data and their ports from one start to the next', async () => {
    const first = await start()
    await notes(first.mongodbUri)
    await stop()
    const second = await start()
    expect(await notes(second.mongodbUri)).toBe(2)
    expect([second.mongodbUri, second.kafkaBrokers]).toEqual([first.mongodbUri, first.kafkaBrokers])
  }, 90_000)

  it('refuse a second launcher on the same folder, naming the first one', async () => {
    await start()
    await expect(startServers({ infra: 'native', dataDir })).rejects.toThrow(
      `Le dossier de données ${dataDir} est déjà utilisé (processus ${process.pid}).`,
    )
  }, 60_000)

  it('move to another port when theirs was taken meanwhile, and keep their data', async () => {
    const first = await start()
    await notes(first.mongodbUri)
    await stop()
    const port = Number(/:(\d+)\//.exec(first.mongodbUri)?.[1])
    const squatter = net.createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      const second = await start()
      expect(lines.join('\n')).toContain(`le port ${port} (mongod) est pris par un autre programme`)
      expect(await notes(second.mongodbUri)).toBe(2)
    } finally {
      squatter.close()
    }
  }, 90_000)

  it('end with their launcher when it is killed, and start again on the same data', async () => {
    const launcher = await startElsewhere()
    const pids = recorded()
    expect(pids).toHaveLength(2)
    launcher.kill('SIGKILL')
    await untilGone(pids)
    expect(await notes((await start()).mongodbUri)).toBe(1)
  }, 90_000)

  it('left behind by a launcher and a watchdog both killed are stopped by the next start', async () => {
    const launcher = await startElsewhere()
    const pids = recorded()
    // As after an abrupt end of the whole session: nobody was left to end the servers.
    const orphan = fork(path.resolve(__dirname, '../../test/sleep.cjs'), { stdio: 'ignore', detached: true })
    await once(orphan, 'spawn')
    launcher.kill('SIGKILL')
    await untilGone(pids)
    const pid = orphan.pid ?? 0
    fs.writeFileSync(
      path.join(dataDir, 'processes.json'),
      JSON.stringify({
        MongoDB: { pid, startedAt: startTime(pid) },
        Kafka: { pid: process.pid, startedAt: 'another' },
      }),
    )
    await start()
    expect(lines.join('\n')).toContain("un lancement précédent s'était interrompu : MongoDB arrêté")
    await untilGone([pid])
  }, 90_000)

  it('come back after an outage asked for by a test', async () => {
    const servers = await start()
    await servers.mongod?.kill()
    await servers.kafka?.stop()
    await servers.mongod?.start()
    await servers.kafka?.start()
    expect(await notes(servers.mongodbUri)).toBe(1)
  }, 90_000)

  it('say why they cannot be started and what would help, in one message', async () => {
    const before = { ...process.env }
    process.env['MONGOD_BINARY'] = path.join(dataDir, 'absent')
    process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1'
    try {
      const failure = startServers({ infra: 'native', dataDir })
      await expect(failure).rejects.toMatchObject({ code: 'NO_SERVERS' })
      await expect(failure).rejects.toThrow(
        /native : MONGOD_BINARY=.*absent ne s'exécute pas\nAu choix : installer Java 17/,
      )
    } finally {
      process.env = before
    }
  }, 60_000)

  it('say what to install on a machine that has neither Java, nor pip, nor anything in its cache', async () => {
    // In a process of its own: programs are looked for along the real path of the process.
    const env = { PATH: dataDir, ANAMNESE_CACHE: path.join(dataDir, 'cache'), DOCKER_HOST: 'tcp://127.0.0.1:1' }
    const child = fork(PROGRAM, [dataDir], { stdio: 'ignore', env })
    const [message] = (await once(child, 'message')) as [string]
    expect(message).toMatch(
      /Java 17 ou plus récent : java absent, et pip n'est pas installé.*\nAu choix : installer Java 17, Maven et pip/,
    )
  }, 60_000)
})

import { type ChildProcess, spawn } from 'node:child_process'
import net from 'node:net'
import path from 'node:path'
import { eventually } from '@anamnese/platform-testing'

/** The compiled service, in a process of its own that a test may kill. */
export const COMPILED = path.resolve(__dirname, '../../dist/main.js')

export interface LiveService {
  process: ChildProcess
  url: string
  /** kill -9, and its end */
  kill: () => Promise<void>
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function startLive(environment: NodeJS.ProcessEnv): Promise<LiveService> {
  const port = await freePort()
  const child = spawn(process.execPath, [COMPILED], {
    env: { ...process.env, ...environment, HTTP_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${String(port)}`
  await eventually(async () => {
    const answer = await fetch(`${url}/health/live`)
    if (!answer.ok) throw new Error(`health: ${String(answer.status)}`)
  }, 30_000)
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  return { process: child, url, kill }
}

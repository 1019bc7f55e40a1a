import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface JavaOptions {
  /** system properties, without `-D` */
  properties?: Readonly<Record<string, string>>
  /** milliseconds; default two minutes to run, one to start */
  timeoutMs?: number
}

/** A main class that runs until it is closed. */
export interface JavaProcess {
  /** what it has printed, in order */
  readonly lines: string[]
  close(): void
}

export async function runJava(
  jars: string,
  source: string,
  args: readonly string[],
  options: JavaOptions,
): Promise<string[]> {
  const { child, said } = launch(jars, source, args, options)
  const late = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 120_000)
  const code = await new Promise((done) => child.once('close', done))
  clearTimeout(late)
  if (code !== 0) throw new Error(`${path.basename(source)}: ${said.errors.slice(0, 2000)}`)
  return linesOf(said.out)
}

export async function startJava(
  jars: string,
  source: string,
  args: readonly string[],
  options: JavaOptions,
): Promise<JavaProcess> {
  const { child, said } = launch(jars, source, args, options)
  const lines: string[] = []
  let rest = ''
  await new Promise<void>((ready, fail) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
    }, options.timeoutMs ?? 60_000)
    child.stdout.on('data', (text: string) => {
      const parts = (rest + text).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts.filter((line) => line !== ''))
      if (!lines.includes('READY')) return
      clearTimeout(late)
      ready()
    })
    child.once('close', () => {
      clearTimeout(late)
      fail(new Error(`${path.basename(source)} did not start: ${said.errors.slice(0, 2000)}`))
    })
  })
  return { lines, close: () => void child.kill('SIGKILL') }
}

/** A port of this machine that is free now, for a peer that cannot choose one itself. */
export function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        found(port)
      })
    })
  })
}

interface Launched {
  child: ChildProcessWithoutNullStreams
  said: { out: string; errors: string }
}

function launch(jars: string, source: string, args: readonly string[], options: JavaOptions): Launched {
  const properties = Object.entries({ ...ENCODING, ...options.properties }).map(([name, value]) => `-D${name}=${value}`)
  // Some of them write files where they run.
  const child = spawn('java', [...properties, '-cp', path.join(jars, '*'), source, ...args], { cwd: tmpdir() })
  const said = { out: '', errors: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.errors += text))
  return { child, said }
}

const ENCODING = { 'file.encoding': 'UTF-8', 'stdout.encoding': 'UTF-8' }
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

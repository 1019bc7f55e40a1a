import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const VERSION = '2.5.1'
const RUNNER = resolve(__dirname, '../../test/HapiReceiver.java')
const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'anamnese', 'hapi')
const JARS = join(CACHE, `jars-${VERSION}-v26`)
const dependency = (artifact: string, group = 'ca.uhn.hapi', version = VERSION): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>anamnese</groupId><artifactId>hapi</artifactId><version>1</version><packaging>pom</packaging><dependencies>
${dependency('hapi-base')}${dependency('hapi-structures-v26')}${dependency('slf4j-nop', 'org.slf4j', '2.0.9')}</dependencies></project>`

/** Why HAPI cannot be used on this machine; undefined when it can. Fetched once, by Maven, into the shared cache. */
export function hapiObstacle(): string | undefined {
  if (spawnSync('java', ['-version']).status !== 0) return 'Java n’est pas installé'
  if (existsSync(JARS)) return undefined
  if (spawnSync('mvn', ['-v']).status !== 0) return 'Maven n’est pas installé et HAPI n’est pas dans le cache'
  mkdirSync(CACHE, { recursive: true })
  const work = mkdtempSync(join(CACHE, 'fetching-'))
  try {
    writeFileSync(join(work, 'pom.xml'), POM)
    const goal = ['-q', '-B', '-C', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime']
    const fetched = spawnSync('mvn', goal, { cwd: work, timeout: 240_000, encoding: 'utf8' })
    if (fetched.status !== 0) return `HAPI n’a pas pu être obtenu : ${fetched.stdout.slice(0, 300)}`
    if (!existsSync(JARS)) renameSync(join(work, 'jars'), JARS)
    return undefined
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** HAPI listening by MLLP, and the lines that it printed of what it received. */
export interface HapiReceiver {
  port: number
  lines: string[]
  close(): void
}

export async function startHapi(): Promise<HapiReceiver> {
  const port = await freePort()
  const options = ['-Dca.uhn.hl7v2.llp.charset=UTF-8', '-Dfile.encoding=UTF-8', '-Dstdout.encoding=UTF-8']
  const child = spawn('java', [...options, '-cp', join(JARS, '*'), RUNNER, String(port)], { cwd: tmpdir() })
  const lines: string[] = []
  await new Promise<void>((ready, fail) => {
    let errors = ''
    child.stderr.on('data', (text: Buffer) => {
      errors += text.toString()
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      lines.push(...text.split('\n').filter(Boolean))
      if (lines.includes('READY')) ready()
    })
    child.once('exit', () => {
      fail(new Error(`HAPI did not start: ${errors.slice(0, 1000)}`))
    })
  })
  return { port, lines, close: () => void child.kill('SIGKILL') }
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => {
        found(port)
      })
    })
  })
}

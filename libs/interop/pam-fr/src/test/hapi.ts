import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const VERSION = '2.5.1'
const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'anamnese', 'hapi')
const JARS = join(CACHE, `jars-${VERSION}-v25`)
const SENDER = resolve(__dirname, '../../test/HapiSender.java')
const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>anamnese</groupId>
<artifactId>hapi25</artifactId><version>1</version><packaging>pom</packaging><dependencies>${dependency('ca.uhn.hapi', 'hapi-base', VERSION)}
${dependency('ca.uhn.hapi', 'hapi-structures-v25', VERSION)}${dependency('org.slf4j', 'slf4j-nop', '2.0.9')}</dependencies></project>`

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

/** Lines that HAPI printed of the acknowledgements it got from the door on `port`. */
export async function sendWithHapi(port: number): Promise<string[]> {
  const options = ['-Dca.uhn.hl7v2.llp.charset=UTF-8', '-Dfile.encoding=UTF-8', '-Dstdout.encoding=UTF-8']
  const child = spawn('java', [...options, '-cp', join(JARS, '*'), SENDER, String(port)], { cwd: tmpdir() })
  const out = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text))
  const code = await new Promise((done) => child.once('exit', done))
  if (code !== 0) throw new Error(`HAPI: ${out.stderr.slice(0, 1500)}`)
  return out.stdout.split('\n').filter((line) => line !== '')
}

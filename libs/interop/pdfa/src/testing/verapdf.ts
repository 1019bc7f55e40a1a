import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const VERSION = '1.28.1'
const RUNNER = resolve(__dirname, '../../test/VeraPdf.java')
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'anamnese', 'verapdf')
const JARS = join(CACHE, `jars-${VERSION}`)

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>anamnese</groupId><artifactId>verapdf</artifactId><version>1</version><packaging>pom</packaging><dependencies><dependency>
<groupId>org.verapdf</groupId><artifactId>validation-model</artifactId><version>${VERSION}</version></dependency></dependencies></project>`

/** Why PDF/A cannot be validated on this machine; undefined when it can. Fetches veraPDF once, by Maven, into the shared cache. */
export function veraPdfObstacle(): string | undefined {
  if (spawnSync('java', ['-version']).status !== 0) return 'Java is not installed'
  if (existsSync(JARS)) return undefined
  if (spawnSync('mvn', ['-v']).status !== 0) return 'Maven is not installed and veraPDF is not in the cache'
  mkdirSync(CACHE, { recursive: true })
  const work = mkdtempSync(join(CACHE, 'fetching-'))
  try {
    writeFileSync(join(work, 'pom.xml'), POM)
    const goal = ['-q', '-B', '-C', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime']
    const fetched = spawnSync('mvn', goal, { cwd: work, timeout: 240_000, encoding: 'utf8' })
    if (fetched.status !== 0) return `veraPDF could not be fetched: ${fetched.stdout.slice(0, 300)}`
    if (!existsSync(JARS)) renameSync(join(work, 'jars'), JARS)
    return undefined
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

export interface Verdict {
  compliant: boolean
  brokenRules: string[]
}

/** What veraPDF says of each file against a flavour (`1b`): one start of Java for all. */
export async function validateByVeraPdf(files: readonly Uint8Array[], flavour = '1b'): Promise<Verdict[]> {
  const folder = mkdtempSync(join(tmpdir(), 'verapdf-'))
  try {
    const paths = files.map((_file, index) => join(folder, `${index}.pdf`))
    for (const [index, path] of paths.entries()) writeFileSync(path, files[index] ?? '')
    const { stdout } = await promisify(execFile)('java', ['-cp', join(JARS, '*'), RUNNER, flavour, ...paths])
    return verdictsOf(stdout)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Broken rules come before the verdict of their file. */
function verdictsOf(output: string): Verdict[] {
  const verdicts: Verdict[] = []
  let brokenRules: string[] = []
  for (const line of output.trim().split('\n')) {
    if (line.startsWith('BROKEN ')) brokenRules.push(line.slice(7))
    else {
      verdicts.push({ compliant: line.startsWith('COMPLIANT'), brokenRules })
      brokenRules = []
    }
  }
  return verdicts
}

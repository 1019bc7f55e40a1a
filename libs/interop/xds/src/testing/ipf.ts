import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const VERSION = '4.8.0'
const RUNNER = path.resolve(__dirname, '../../test/IpfXds.java')
const CACHE = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'anamnese', 'ipf')
const JARS = path.join(CACHE, `jars-${VERSION}`)
const SCHEMAS = path.join(CACHE, `schemas-${VERSION}`)

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>anamnese</groupId><artifactId>ipf</artifactId><version>1</version><packaging>pom</packaging><dependencies><dependency>
<groupId>org.openehealth.ipf.commons</groupId><artifactId>ipf-commons-ihe-xds</artifactId><version>${VERSION}</version></dependency>
<dependency><groupId>org.glassfish.jaxb</groupId><artifactId>jaxb-runtime</artifactId><version>2.3.9</version></dependency></dependencies></project>`

/** Why Open eHealth IPF cannot be run here; undefined when it can. Fetches it once, by Maven, into the shared cache. */
export function ipfObstacle(): string | undefined {
  if (spawnSync('java', ['-version']).status !== 0) return 'Java is not installed'
  if (existsSync(JARS)) return undefined
  if (spawnSync('mvn', ['-v']).status !== 0) return 'Maven is not installed and IPF is not in the cache'
  mkdirSync(CACHE, { recursive: true })
  const work = mkdtempSync(path.join(CACHE, 'fetching-'))
  try {
    writeFileSync(path.join(work, 'pom.xml'), POM)
    const goal = ['-q', '-B', '-C', 'dependency:copy-dependencies', '-DoutputDirectory=jars', '-DincludeScope=runtime']
    const fetched = spawnSync('mvn', goal, { cwd: work, timeout: 240_000, encoding: 'utf8' })
    if (fetched.status !== 0) return `IPF could not be fetched: ${fetched.stdout.slice(0, 300)}`
    if (!existsSync(JARS)) renameSync(path.join(work, 'jars'), JARS)
    return undefined
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Folder of the ebRS 3.0 and IHE schemas that IPF carries (`ebRS30/lcm.xsd`, `IHE/IHEXDSB.xsd`). */
export function ipfSchemas(): string {
  if (existsSync(SCHEMAS)) return SCHEMAS
  const work = mkdtempSync(path.join(CACHE, 'unpacking-'))
  const jar = path.join(JARS, `ipf-commons-ihe-xds-${VERSION}.jar`)
  spawnSync('unzip', ['-q', jar, 'wsdl/schema/*', '-d', work])
  if (!existsSync(SCHEMAS)) renameSync(path.join(work, 'wsdl/schema'), SCHEMAS)
  rmSync(work, { recursive: true, force: true })
  return SCHEMAS
}

/** What IPF reads in each ITI-41 body: one line each, `VALID …` or `INVALID …`. */
export async function readByIpf(requests: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ipf-'))
  try {
    const files = requests.map((_request, index) => path.join(folder, `${index}.xml`))
    for (const [index, file] of files.entries()) writeFileSync(file, requests[index] ?? '')
    const { stdout } = await promisify(execFile)('java', ['-cp', path.join(JARS, '*'), RUNNER, ...files])
    return stdout.split('\n').filter((line) => /^(IN)?VALID /.test(line))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

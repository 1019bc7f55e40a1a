import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { CACHE, fetchByMaven } from './maven'
import { type JavaOptions, type JavaProcess, runJava, startJava } from './process'

export interface JavaPeerDefinition {
  /** as people call it, e.g. `HAPI` */
  name: string
  /** where its archives are kept in the cache, e.g. `hapi/jars-2.5.1-v25`: one folder for each version and set of modules */
  folder: string
  /** `group:artifact:version`; what they need at run time comes with them */
  dependencies: readonly string[]
  /** milliseconds given to Maven, default four minutes */
  fetchTimeoutMs?: number
}

/**
 * Software of others, in Java, against which ours is tested. It is fetched once from Maven Central into the cache of the machine
 * (`XDG_CACHE_HOME/anamnese`), and a main class of ours, a source file, is run beside it.
 */
export class JavaPeer {
  /** folder of its archives */
  readonly jars: string

  constructor(private readonly definition: JavaPeerDefinition) {
    this.jars = path.join(CACHE, definition.folder)
  }

  get name(): string {
    return this.definition.name
  }

  /** Why it cannot be used on this machine; undefined when it can. The first call fetches it. */
  obstacle(): string | undefined {
    if (spawnSync('java', ['-version']).status !== 0) return 'Java n’est pas installé'
    if (existsSync(this.jars)) return undefined
    return this.fetch()
  }

  /** Lines that the main class printed. Rejects with what it said when it fails. */
  async run(source: string, args: readonly string[], options: JavaOptions = {}): Promise<string[]> {
    return runJava(this.jars, source, args, options)
  }

  /** Starts the main class, and waits until it prints `READY`. */
  async start(source: string, args: readonly string[], options: JavaOptions = {}): Promise<JavaProcess> {
    return startJava(this.jars, source, args, options)
  }

  private fetch(): string | undefined {
    const { name, dependencies, fetchTimeoutMs } = this.definition
    const pom = pomOf(dependencies)
    return fetchByMaven({ name, folder: this.jars, goal: COPY, pom, timeoutMs: fetchTimeoutMs })
  }
}

const COPY = ['dependency:copy-dependencies', '-DoutputDirectory=result', '-DincludeScope=runtime']

function pomOf(dependencies: readonly string[]): string {
  const listed = dependencies.map((one) => {
    const [group = '', artifact = '', version = ''] = one.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  })
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>anamnese</groupId>
<artifactId>peer</artifactId><version>1</version><packaging>pom</packaging><dependencies>${listed.join('\n')}</dependencies></project>`
}

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { CACHE, fetchByMaven } from './maven'

export interface JavaDistributionDefinition {
  /** as people call it, e.g. `Keycloak` */
  name: string
  /** where it is unpacked in the cache: one folder for each version */
  folder: string
  /** `group:artifact:version:zip` */
  artifact: string
}

/** A server of others, in Java, published by Maven Central as an archive to unpack; fetched once into the cache of the machine. */
export class JavaDistribution {
  private readonly folder: string

  constructor(private readonly definition: JavaDistributionDefinition) {
    this.folder = path.join(CACHE, definition.folder)
  }

  get name(): string {
    return this.definition.name
  }

  /** Its own folder, the only one of the archive. */
  get home(): string {
    return path.join(this.folder, readdirSync(this.folder)[0] ?? '')
  }

  /** Why it cannot be used on this machine; undefined when it can. The first call fetches it. */
  obstacle(): string | undefined {
    if (spawnSync('java', ['-version']).status !== 0) return 'Java n’est pas installé'
    if (existsSync(this.folder)) return undefined
    const { name, artifact } = this.definition
    const goal = [UNPACK, `-Dartifact=${artifact}`, '-DoutputDirectory=result']
    return fetchByMaven({ name, folder: this.folder, goal, pom: EMPTY })
  }
}

const UNPACK = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack'
const EMPTY = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>anamnese</groupId>
<artifactId>peer</artifactId><version>1</version><packaging>pom</packaging></project>`

import fs from 'node:fs'
import path from 'node:path'
import { StackError, reason } from '../errors'
import { cached, verify } from './cache'
import { command, exists } from './command'
import { serversLock } from './lock-file'

function pom(artifacts: string[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [group = '', name = '', version = ''] = artifact.split(':')
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`
  })
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>anamnese</groupId>
<artifactId>kafka</artifactId><version>1</version><dependencies>${dependencies.join('')}</dependencies></project>`
}

async function copyJars(into: string, java: string): Promise<void> {
  if (!(await exists('mvn', ['-v']))) {
    throw new StackError('NO_MAVEN', "Maven n'est pas installé (paquet maven)")
  }
  const file = path.join(into, 'pom.xml')
  fs.writeFileSync(file, pom(serversLock().kafka.artifacts))
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${into}`, '-DincludeScope=runtime']
  const home = path.isAbsolute(java) ? { JAVA_HOME: path.dirname(path.dirname(java)) } : {}
  await command('mvn', ['-q', '-B', '-f', file, ...goal], { timeoutMs: 900_000, env: home })
  fs.rmSync(file)
}

/** The folder of Kafka's jars, each one checked against the lock file. */
export async function findKafka(java: string, log: (line: string) => void): Promise<string> {
  const { version, jars } = serversLock().kafka
  try {
    return await cached(
      `kafka-${version}`,
      async (into) => {
        log(`téléchargement de Kafka ${version}`)
        await copyJars(into, java)
        const found = fs.readdirSync(into)
        const missing = Object.keys(jars).filter((jar) => !found.includes(jar))
        if (missing.length > 0) throw new StackError('NO_KAFKA', `il manque ${missing.join(', ')}`)
        for (const jar of found) await verify(path.join(into, jar), jars[jar])
      },
      log,
    )
  } catch (error) {
    throw new StackError('NO_KAFKA', `Kafka ${version} : ${reason(error)}`, { cause: error })
  }
}

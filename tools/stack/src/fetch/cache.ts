import { createHash, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StackError } from '../errors'
import { waitForLock } from '../process/lock'

/** Where what was fetched is kept, outside any clone: `ANAMNESE_CACHE`, else the user's cache folder. */
export function cacheFolder(): string {
  const given = process.env['ANAMNESE_CACHE']
  if (given) return path.resolve(given)
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'anamnese')
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Refuses a fetched file that is not the one of the lock file. */
export async function verify(file: string, expected: string | undefined): Promise<void> {
  const found = await sha256(file)
  if (found === expected) return
  throw new StackError(
    'FETCHED_FILE_ALTERED',
    `Le fichier téléchargé ${path.basename(file)} n'est pas celui attendu (SHA-256 ${found}, attendu ${expected ?? 'inconnu'}) : il n'est pas utilisé.`,
  )
}

/**
 * An entry of the cache, made once: `make` fills a temporary folder, which then takes its name at once. Two clones that start
 * together make it once; an interrupted one leaves nothing that looks complete.
 */
export async function cached(
  name: string,
  make: (folder: string) => Promise<void>,
  log: (line: string) => void,
): Promise<string> {
  const root = cacheFolder()
  const entry = path.join(root, name)
  if (fs.existsSync(entry)) return entry
  fs.mkdirSync(root, { recursive: true })
  const lock = await waitForLock(`${entry}.lock`, 300_000, () => {
    log(`un autre lancement prépare ${name}, attente`)
  })
  if (!lock) {
    throw new StackError('CACHE_BUSY', `Le cache ${entry} est occupé depuis 5 minutes par un autre lancement.`)
  }
  const part = `${entry}.part-${randomUUID()}`
  try {
    if (fs.existsSync(entry)) return entry
    fs.mkdirSync(part)
    await make(part)
    fs.renameSync(part, entry)
    return entry
  } finally {
    fs.rmSync(part, { recursive: true, force: true })
    lock.release()
  }
}

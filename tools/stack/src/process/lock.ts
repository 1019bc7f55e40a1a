import fs from 'node:fs'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { identify, isSameAndAlive, type ProcessIdentity } from './identity'

export interface Lock {
  release(): void
}

function read(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as ProcessIdentity
  } catch {
    return undefined
  }
}

/** The process that holds the lock, when it still lives. */
export function lockHolder(file: string): ProcessIdentity | undefined {
  const holder = read(file)
  return holder && isSameAndAlive(holder) ? holder : undefined
}

/**
 * Takes a lock file for this process, or returns undefined when a living process holds it. The lock of a dead process is taken over.
 * The file appears complete (link of a finished file), so that no one ever reads half a lock.
 */
export function acquireLock(file: string): Lock | undefined {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const mine = `${file}.${randomUUID()}`
  fs.writeFileSync(mine, JSON.stringify(identify(process.pid)))
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        fs.linkSync(mine, file)
        return {
          release: () => {
            fs.rmSync(file, { force: true })
          },
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const found = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
      if (lockHolder(file)) return undefined
      // Moved aside, then looked at again: another starter may have taken it over in between.
      const aside = `${mine}.stale`
      try {
        fs.renameSync(file, aside)
      } catch {
        continue
      }
      if (fs.readFileSync(aside, 'utf8') !== found) fs.linkSync(aside, file)
      fs.rmSync(aside, { force: true })
    }
    return undefined
  } finally {
    fs.rmSync(mine, { force: true })
  }
}

/** Waits for the lock, at most `timeoutMs`; for short works such as filling a cache. */
export async function waitForLock(file: string, timeoutMs: number, onWait: () => void): Promise<Lock | undefined> {
  const deadline = Date.now() + timeoutMs
  for (let first = true; ; first = false) {
    const lock = acquireLock(file)
    if (lock || Date.now() > deadline) return lock
    if (first) onWait()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

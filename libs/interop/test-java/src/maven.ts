import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** What is fetched once for a machine: `XDG_CACHE_HOME/anamnese`. */
export const CACHE = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'anamnese')

interface Fetch {
  /** as people call it */
  name: string
  /** where the result is kept */
  folder: string
  /** leaves what was asked in the folder `result` */
  goal: readonly string[]
  pom: string
  timeoutMs?: number | undefined
}

/** Runs Maven in a folder of its own, and keeps its result when it is complete. Says in French why it could not. */
export function fetchByMaven({ name, folder, goal, pom, timeoutMs = 240_000 }: Fetch): string | undefined {
  if (existsSync(folder)) return undefined
  if (spawnSync('mvn', ['-v']).status !== 0) return `Maven n’est pas installé et ${name} n’est pas dans le cache`
  const parent = path.dirname(folder)
  mkdirSync(parent, { recursive: true })
  const work = mkdtempSync(path.join(parent, 'fetching-'))
  try {
    writeFileSync(path.join(work, 'pom.xml'), pom)
    const options = { cwd: work, timeout: timeoutMs, encoding: 'utf8' } as const
    const fetched = spawnSync('mvn', ['-q', '-B', '-C', ...goal], options)
    if (fetched.status !== 0) return `${name} n’a pas pu être obtenu : ${fetched.stdout.slice(0, 300)}`
    // Another process may have finished before.
    if (!existsSync(folder)) renameSync(path.join(work, 'result'), folder)
    return undefined
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

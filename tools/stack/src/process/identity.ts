import { execFileSync } from 'node:child_process'
import fs from 'node:fs'

/** A process that can be recognised later: its number may have been given to another one, its start time may not. */
export interface ProcessIdentity {
  pid: number
  startedAt: string
}

/** When the process started, in a form that only serves comparison; undefined when there is no such process. */
export function startTime(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name of the command, in parentheses, may contain spaces: count the fields after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z') return undefined
      const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      return `${boot}:${fields[19] ?? ''}`
    }
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return text === '' ? undefined : text
  } catch {
    return undefined
  }
}

export function identify(pid: number): ProcessIdentity {
  return { pid, startedAt: startTime(pid) ?? '' }
}

export function isSameAndAlive(identity: ProcessIdentity): boolean {
  return identity.startedAt !== '' && startTime(identity.pid) === identity.startedAt
}

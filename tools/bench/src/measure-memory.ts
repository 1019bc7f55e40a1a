import fs from 'node:fs'
import type { RunDescription } from '@anamnese/tool-stack'

export interface MemoryFigures {
  /** memory of every service together, MiB, what they share counted once (PSS); neither the servers nor the simulators */
  servicesMiB: number
  /** sum of their resident memories: what they share is counted in each (RSS) */
  residentMiB: number
  /** resident memory of each */
  byService: Record<string, number>
}

/** What the services hold now. Linux only: undefined elsewhere. */
export function measureMemory({ pids, services }: RunDescription): MemoryFigures | undefined {
  if (process.platform !== 'linux') return undefined
  const byService: Record<string, number> = {}
  let shared = 0
  for (const name of Object.keys(services)) {
    const pid = pids[name]
    if (pid === undefined) continue
    byService[name] = Math.round(kilobytes(`/proc/${pid}/status`, 'VmRSS') / 1024)
    shared += kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss')
  }
  const residentMiB = Object.values(byService).reduce((sum, value) => sum + value, 0)
  return { servicesMiB: Math.round(shared / 1024), residentMiB, byService }
}

function kilobytes(file: string, field: string): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(fs.readFileSync(file, 'utf8'))
  return Number(line?.[1] ?? 0)
}

import fs from 'node:fs'
import type { RunDescription } from '@anamnese/tool-stack'

export interface MemoryFigures {
  /** resident memory of every service together, MiB; neither the servers nor the simulators */
  servicesMiB: number
  byService: Record<string, number>
}

/** What the services hold now. Linux only: undefined elsewhere. */
export function measureMemory({ pids, services }: RunDescription): MemoryFigures | undefined {
  if (process.platform !== 'linux') return undefined
  const byService: Record<string, number> = {}
  for (const name of Object.keys(services)) {
    const pid = pids[name]
    if (pid === undefined) continue
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    byService[name] = Math.round(Number(kilobytes ?? 0) / 1024)
  }
  return { servicesMiB: Object.values(byService).reduce((sum, value) => sum + value, 0), byService }
}

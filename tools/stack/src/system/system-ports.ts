import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PORT_NAMES } from '@anamnese/tool-sim-host'
import { acquireLock, type Lock } from '../process/lock'
import { freePort, isPortFree } from '../process/ports'
import { SERVICES } from './services'

/** Easy to remember, when nobody else has it. */
const PREFERRED: Partial<Record<string, number>> = { gateway: 8080, 'mllp.identity': 2575 }

const DOORS = ['mllp.identity', 'mllp.pfi', 'mllp.zam'] as const
export type DoorName = (typeof DOORS)[number]

export interface SystemPorts {
  service: Record<string, number>
  door: Record<DoorName, number>
  simulator: Record<(typeof PORT_NAMES)[number], number>
  release(): void
}

/** The first of two clones that start together gets the preferred port: it is claimed before it is listened on. */
async function claim(port: number, locks: Lock[]): Promise<boolean> {
  const lock = acquireLock(path.join(os.tmpdir(), `anamnese-port-${port}.lock`))
  if (!lock) return false
  if (await isPortFree(port)) {
    locks.push(lock)
    return true
  }
  lock.release()
  return false
}

/** A port for each listener, the same at each start as long as it is free. */
export async function systemPorts(file: string, log: (line: string) => void): Promise<SystemPorts> {
  const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, number>) : {}
  const locks: Lock[] = []
  const taken = new Set<number>()
  const ports: Record<string, number> = {}
  const names = [...SERVICES, ...DOORS, ...PORT_NAMES.map((name) => `simulator.${name}`)]
  for (const name of names) {
    const before = kept[name]
    const candidates = [before, PREFERRED[name]].filter((port) => port !== undefined)
    let chosen: number | undefined
    for (const port of candidates) {
      const isPreferred = Object.values(PREFERRED).includes(port)
      if (isPreferred ? await claim(port, locks) : await isPortFree(port)) {
        chosen = port
        break
      }
    }
    chosen ??= await freePort(taken)
    if (before !== undefined && before !== chosen) log(`le port ${before} (${name}) est pris : ${chosen} le remplace`)
    taken.add(chosen)
    ports[name] = chosen
  }
  fs.writeFileSync(file, JSON.stringify(ports, null, 2))
  const pick = (prefix: string, of: readonly string[]): Record<string, number> =>
    Object.fromEntries(of.map((name) => [name, ports[prefix + name] ?? 0]))
  return {
    service: pick('', SERVICES),
    door: pick('', DOORS),
    simulator: pick('simulator.', PORT_NAMES),
    release: () => {
      for (const lock of locks) lock.release()
    },
  }
}

import fs from 'node:fs'
import { freePort, isPortFree } from '../process/ports'

export interface ServerPorts {
  mongod: number
  kafka: number
  controller: number
}
const NAMES = ['mongod', 'kafka', 'controller'] as const

/** The ports of a data folder, the same at each start as long as no one else took them; the change is told. */
export async function keepPorts(file: string, log: (line: string) => void): Promise<ServerPorts> {
  const kept = fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<ServerPorts>) : {}
  const chosen = new Set<number>()
  const ports: Partial<ServerPorts> = {}
  for (const name of NAMES) {
    const before = kept[name]
    let port = before
    if (port === undefined || !(await isPortFree(port))) {
      port = await freePort(chosen)
      if (before !== undefined) log(`le port ${before} (${name}) est pris par un autre programme : ${port} le remplace`)
    }
    chosen.add(port)
    ports[name] = port
  }
  fs.writeFileSync(file, JSON.stringify(ports))
  return ports as ServerPorts
}

import fs from 'node:fs'
import path from 'node:path'

interface WheelLock {
  package: string
  version: string
  /** SHA-256 by `<platform>-<arch>` of Node. */
  files: Partial<Record<string, string>>
}

/** servers.lock.json: which servers, from where, and the hash of each file. */
export interface ServersLock {
  mongod: { downloadVersion: string; wheel: WheelLock & { mongodVersion: string } }
  java: { wheel: WheelLock }
  kafka: { version: string; artifacts: string[]; jars: Partial<Record<string, string>> }
}
export type { WheelLock }

export const PLATFORM = `${process.platform}-${process.arch}`

export function serversLock(): ServersLock {
  return JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../servers.lock.json'), 'utf8')) as ServersLock
}

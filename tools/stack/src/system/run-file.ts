import fs from 'node:fs'

/** `var/run.json`: the running system, described to programs. */
export interface RunDescription {
  ready: boolean
  gateway: string
  mllp: { identity: string; pfi: string; zam: string }
  pids: Record<string, number>
  /** Addresses of each service, behind the gateway; for supervision and tests. */
  services: Record<string, string>
  apiClient: { tokenUrl: string; clientId: string; clientSecret: string }
  mongodb: string
  kafka: string
  kafkaPrefix: string
  simulators: Record<string, Record<string, string>>
  logs: string
  pki: string
}

/** Replaced as a whole, readable by its owner only: it carries a secret. */
export function writeRunFile(file: string, run: RunDescription): void {
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 })
  fs.renameSync(`${file}.new`, file)
}

import fs from 'node:fs'

/** What the launcher tells the simulators: one JSON file, whose path is the only argument. */
export interface HostConfig {
  /** Folder of the certificates (`<name>.pem`, `<name>.key.pem`, `ca.pem`, `*.crl.pem`). */
  pkiFolder: string
  /** Where what was received is kept. */
  dataFolder: string
  ports: Record<PortName, number>
  /** Pro Santé Connect's registered client. */
  psc: {
    clientId: string
    clientSecret: string
    redirectUris: string[]
    postLogoutRedirectUris: string[]
    backchannelLogoutUri: string
  }
  annuaireApiKey: string
  mail: { address: string; password: string }
}

export const PORT_NAMES = [
  'ready',
  'psc',
  'pscAdmin',
  'annuaire',
  'annuaireAdmin',
  'dmp',
  'dmpAdmin',
  'insi',
  'insiAdmin',
  'smtp',
  'mailAdmin',
] as const
export type PortName = (typeof PORT_NAMES)[number]

export function readHostConfig(file: string): HostConfig {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as HostConfig
}

import fs from 'node:fs'
import path from 'node:path'
import type { HostConfig } from '@anamnese/tool-sim-host'
import { HOSPITAL } from './demonstration'
import type { EnvironmentContext } from './environment'

/** Writes what the simulators' process reads; returns the file. */
export function writeHostConfig(
  context: Omit<EnvironmentContext, 'simulators' | 'mongodbUri' | 'kafkaBrokers' | 'links'>,
): string {
  const { folders, pki, ports, secrets, publicUrl } = context
  const config: HostConfig = {
    pkiFolder: pki.folder,
    dataFolder: folders.simulators,
    ports: ports.simulator,
    psc: {
      clientId: 'anamnese',
      clientSecret: secrets.value('psc-client-secret'),
      redirectUris: [`${publicUrl}/auth/psc/callback`],
      postLogoutRedirectUris: [`${publicUrl}/au-revoir`],
      backchannelLogoutUri: `${publicUrl}/auth/psc/backchannel-logout`,
    },
    annuaireApiKey: secrets.value('annuaire-api-key'),
    mail: { address: HOSPITAL.mailbox, password: secrets.value('mailbox-password') },
  }
  fs.mkdirSync(folders.simulators, { recursive: true })
  const file = path.join(folders.simulators, 'config.json')
  fs.writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 })
  return file
}

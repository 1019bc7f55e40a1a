import path from 'node:path'
import { startDmpSimulator } from '@anamnese/tool-sim-dmp'
import { serverPem } from './pem'
import type { Starter } from './started'

/** The DMP: registry and repository of the national record. */
export const dmp: Starter = async ({ ports, pkiFolder, dataFolder }, log) => {
  const { key, cert, ca, crl } = serverPem(pkiFolder, 'dmp-server')
  const simulator = await startDmpSimulator({
    tls: { key, cert, clientCa: ca, crl },
    port: ports.dmp,
    adminPort: ports.dmpAdmin,
    folder: path.join(dataFolder, 'dmp'),
    log,
  })
  return { addresses: { url: simulator.url, adminUrl: simulator.adminUrl }, close: () => simulator.close() }
}

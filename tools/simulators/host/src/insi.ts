import { startInsiSimulator } from '@anamnese/tool-sim-insi'
import { serverPem } from './pem'
import type { Starter } from './started'

/** INSi: the national identity teleservice. */
export const insi: Starter = async ({ ports, pkiFolder }, log) => {
  const { key, cert, ca, crl } = serverPem(pkiFolder, 'insi-server')
  const simulator = await startInsiSimulator({
    tls: { key, cert, clientCa: ca, crl },
    port: ports.insi,
    adminPort: ports.insiAdmin,
    log,
  })
  return { addresses: { url: simulator.url, adminUrl: simulator.adminUrl }, close: () => simulator.close() }
}

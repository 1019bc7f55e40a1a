import { startPscSimulator } from '@anamnese/tool-sim-psc'
import type { Starter } from './started'

/** Pro Santé Connect, over plain HTTP: the address is on this machine, and a browser would not know the demonstration authority. */
export const psc: Starter = async ({ ports, psc: client }) => {
  const simulator = await startPscSimulator({ port: ports.psc, adminPort: ports.pscAdmin, clients: [client] })
  const { issuer, discoveryUrl, adminUrl } = simulator
  return { addresses: { issuer, discoveryUrl, adminUrl }, close: () => simulator.close() }
}

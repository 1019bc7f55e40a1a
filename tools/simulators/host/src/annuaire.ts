import { startAnnuaireSimulator } from '@anamnese/tool-sim-annuaire'
import type { Starter } from './started'

export const annuaire: Starter = async ({ ports, annuaireApiKey }) => {
  const { annuaire: port, annuaireAdmin: adminPort } = ports
  const simulator = await startAnnuaireSimulator({ apiKey: annuaireApiKey, port, adminPort, requestsPerSecond: 50 })
  return { addresses: { url: simulator.url, adminUrl: simulator.adminUrl }, close: () => simulator.close() }
}

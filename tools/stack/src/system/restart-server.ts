import { reason } from '../errors'
import type { RunningServers } from '../servers/types'

const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 30_000

/** Starts MongoDB or Kafka again after it died; the services wait for it and go on. */
export async function restartServer(
  name: string,
  servers: () => RunningServers | undefined,
  stopping: () => boolean,
  log: (line: string) => void,
): Promise<void> {
  log(`${name} s'est arrêté ; relance`)
  for (let delay = FIRST_DELAY_MS; !stopping(); delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    await new Promise((resolve) => setTimeout(resolve, delay))
    const running = servers()
    const control = name === 'MongoDB' ? running?.mongod : running?.kafka
    if (stopping() || !control) return
    try {
      await control.start()
      log(`${name} est de nouveau prêt`)
      return
    } catch (error) {
      log(`${name} ne redémarre pas : ${reason(error)}`)
    }
  }
}

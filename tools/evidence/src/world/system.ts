import fs from 'node:fs'
import path from 'node:path'
import { WireTaps } from '@anamnese/tool-demo'
import { folders, type Folders, type RunDescription, startSystem } from '@anamnese/tool-stack'

/** The product that scenarios are played on. */
export interface PlayedSystem {
  /** as it was when the scenarios began */
  run: RunDescription
  /** as it is now: processes that died were started again */
  current: () => RunDescription
  folders: Folders
  /** present when we started it */
  taps?: WireTaps
  stop: () => Promise<void>
}

/** The running product when there is one, else one that is started and will be stopped. */
export async function playedSystem(
  root: string,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<PlayedSystem> {
  const places = folders(root)
  const runFile = process.env['ANAMNESE_RUN'] ?? places.runFile
  if (fs.existsSync(runFile)) {
    const current = (): RunDescription => JSON.parse(fs.readFileSync(runFile, 'utf8')) as RunDescription
    const run = current()
    log(`produit en marche : ${run.gateway}`)
    const own = { ...places, secrets: path.join(path.dirname(runFile), 'secrets') }
    return { run, current, folders: own, stop: () => Promise.resolve() }
  }
  const taps = new WireTaps()
  const system = await startSystem({ root, log, signal, reroute: taps.reroute })
  return {
    run: system.run(),
    current: () => system.run(),
    folders: places,
    taps,
    stop: async () => {
      await system.stop()
      await taps.close()
    },
  }
}

import path from 'node:path'
import { reason, startSystem, StackError, type RunningSystem } from '@anamnese/tool-stack'
import { MllpSender } from './client/mllp-sender'
import { loadHospital } from './hospital/load'
import { readOptions, type DemoOptions } from './options'
import { Artefacts } from './play/artefacts'
import { play, type StepResult } from './play/play'
import { STEPS } from './play/steps'
import { WireTaps } from './play/wire-taps'
import { tell, tellStep, welcome } from './present'
import { onStopRequest } from './stop-signals'

const ROOT = path.resolve(__dirname, '../../..')

/** Loads the hospital and plays the main job, as an administrative system and people would. */
async function demonstrate(
  system: RunningSystem,
  options: DemoOptions,
  taps: WireTaps | undefined,
): Promise<StepResult[]> {
  // Without the identity door there is no hospital to load.
  if (options.services?.includes('identity') === false) return []
  const run = system.run()
  const sender = new MllpSender(run.mllp.identity)
  try {
    tell(`hôpital de démonstration : ${await loadHospital(sender)} patients admis par HL7`)
    if (options.quiet) return []
    const context = { run, sender, taps, artefacts: new Artefacts(options.out), startedAt: new Date() }
    return await play(STEPS, context, tellStep)
  } finally {
    sender.close()
  }
}

function report(options: DemoOptions, results: StepResult[]): boolean {
  const ok = results.length > 0 && results.every((result) => result.ok)
  tell(ok ? 'la démonstration est complète' : 'la démonstration n’est pas complète')
  if (options.json) process.stdout.write(`${JSON.stringify({ ok, steps: results })}\n`)
  return ok
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const taps = options.command === 'demo' ? new WireTaps() : undefined
  const abort = new AbortController()
  const running: { system?: RunningSystem } = {}
  const stop = async (): Promise<void> => {
    await running.system?.stop()
    await taps?.close()
  }
  const stopped = new Promise<void>((resolve) => {
    onStopRequest((why) => {
      tell(`arrêt (${why})`)
      process.exitCode = options.command === 'demo' ? 130 : 0
      abort.abort()
      void stop().then(resolve)
    })
  })
  const system = await startSystem({
    root: ROOT,
    infra: options.infra,
    services: options.services,
    log: tell,
    signal: abort.signal,
    reroute: taps?.reroute,
  })
  running.system = system
  const played = demonstrate(system, options, taps)
  if (options.command === 'demo') {
    const results = await Promise.race([played, stopped.then(() => [])])
    await stop()
    process.exitCode ??= report(options, results) ? 0 : 1
  } else {
    process.stderr.write(welcome(system.run()))
    const results = await Promise.race([played.catch((error: unknown) => tell(reason(error))), stopped])
    if (results && results.length > 0) report(options, results)
    await stopped
  }
  tell('arrêté')
  process.exit()
}

main().catch((error: unknown) => {
  // A message for the person; the trace only for what was not foreseen.
  const text =
    error instanceof StackError || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message)
  process.stderr.write(`${text}\n`)
  process.exit(1)
})

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

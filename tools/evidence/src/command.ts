import fs from 'node:fs'
import path from 'node:path'
import { onStopRequest } from '@anamnese/tool-demo'
import { HELP, readOptions } from './options'
import { type Result, runScenarios } from './run/runner'
import { SCENARIOS } from './scenarios'
import { playedSystem } from './world/system'
import { World } from './world/world'

const SIGNS = { proven: '✔', failed: '✘', manual: '✎', missing: '–' }

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function tell({ id, title, status, detail }: Result): void {
  say(`${SIGNS[status]} ${id}  ${title}${detail === undefined || status !== 'failed' ? '' : `\n    ${detail}`}`)
}

/** The command. @returns its exit code */
export async function runEvidence(args: string[], root: string): Promise<number> {
  const options = readOptions(args, process.env['ANAMNESE_CALLED_FROM'] ?? process.cwd())
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  const stopping = new AbortController()
  onStopRequest((why) => {
    say(`arrêt (${why})`)
    stopping.abort(new Error(`arrêt (${why})`))
  })
  const interrupted = new Promise<never>((_resolve, reject) => {
    stopping.signal.addEventListener('abort', () => {
      reject(stopping.signal.reason as Error)
    })
  })
  interrupted.catch(() => undefined)
  const world = new World(await playedSystem(root, say, stopping.signal))
  try {
    fs.mkdirSync(options.out, { recursive: true })
    const results = await Promise.race([runScenarios(world, SCENARIOS, options.ids, options.out, tell), interrupted])
    fs.writeFileSync(path.join(options.out, 'summary.json'), `${JSON.stringify(results, null, 2)}\n`)
    const count = (status: Result['status']): number => results.filter((result) => result.status === status).length
    say(
      `${count('proven')} prouvées, ${count('failed')} en échec, ${count('manual')} à fournir, ${count('missing')} sans preuve : ${path.join(options.out, 'summary.json')}`,
    )
    return count('failed') === 0 ? 0 : 1
  } finally {
    await world.close()
  }
}

import http from 'node:http'
import { annuaire } from './annuaire'
import { readHostConfig } from './config'
import { dmp } from './dmp'
import { insi } from './insi'
import { mail } from './mail'
import { psc } from './psc'
import type { StartedSimulator, Starter } from './started'

const STARTERS: Record<string, Starter> = { psc, annuaire, mail, dmp, insi }

const log = (line: string): void => {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`)
}

/** Starts the national services of the demonstration in this process, then tells their addresses at /health/ready. */
async function main(): Promise<void> {
  const config = readHostConfig(process.argv[2] ?? '')
  const started = new Map<string, StartedSimulator>()
  const stop = (): void => {
    void Promise.allSettled([...started.values()].map((simulator) => simulator.close())).then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await Promise.all(
    Object.entries(STARTERS).map(async ([name, start]) => {
      started.set(
        name,
        await start(config, (line) => {
          log(`${name} ${line}`)
        }),
      )
      log(`${name} prêt`)
    }),
  )
  const addresses = Object.fromEntries([...started].map(([name, simulator]) => [name, simulator.addresses]))
  http
    .createServer((_request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(addresses))
    })
    .listen(config.ports.ready, '127.0.0.1')
}

main().catch((error: unknown) => {
  process.stderr.write(
    `les simulateurs ne démarrent pas : ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
  )
  process.exit(1)
})

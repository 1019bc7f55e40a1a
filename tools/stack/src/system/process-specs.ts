import fs from 'node:fs'
import path from 'node:path'
import type { ServiceName } from '@anamnese/contracts'
import { STAGE } from '../process/watchdog'
import type { ProcessSpec } from '../supervise/supervised'
import { serviceEnvironment, type EnvironmentContext } from './environment'

/** Young objects die young in a service: a small nursery keeps eleven of them within their budget of memory. */
const NODE_OPTIONS = ['--enable-source-maps', '--max-old-space-size=512', '--max-semi-space-size=8']

/** The bundle when it was made, else what the compiler made: the same code, slower to load. */
function program(root: string, name: ServiceName): string {
  const dist = path.join(root, 'apps', name, 'dist')
  const bundle = path.join(dist, 'bundle', 'main.cjs')
  return fs.existsSync(bundle) ? bundle : path.join(dist, 'main.js')
}

export function serviceSpecs(context: EnvironmentContext, names: ServiceName[]): ProcessSpec[] {
  const { folders, ports } = context
  return names.map((name) => ({
    name,
    args: [...NODE_OPTIONS, program(folders.root, name)],
    env: serviceEnvironment(name, context),
    readyUrl: `http://127.0.0.1:${ports.service[name] ?? 0}/health/ready`,
    stage: STAGE.services,
    logFile: path.join(folders.logs, `${name}.log`),
  }))
}

export function simulatorsSpec(
  context: Pick<EnvironmentContext, 'folders' | 'ports'>,
  configFile: string,
): ProcessSpec {
  const { folders, ports } = context
  return {
    name: 'simulators',
    args: ['--enable-source-maps', path.join(folders.root, 'tools/simulators/host/dist/main.js'), configFile],
    env: { ...(process.env as Record<string, string>), NODE_ENV: 'production' },
    readyUrl: `http://127.0.0.1:${ports.simulator.ready}/health/ready`,
    stage: STAGE.simulators,
    logFile: path.join(folders.logs, 'simulators.log'),
  }
}

import fs from 'node:fs'
import path from 'node:path'
import type { ServiceName } from '@anamnese/contracts'
import { STAGE } from '../process/watchdog'
import type { ProcessSpec } from '../supervise/supervised'
import { serviceEnvironment, type EnvironmentContext } from './environment'

/** Young objects die young in a service: a small nursery keeps eleven of them within their budget of memory. */
const NODE_OPTIONS = ['--enable-source-maps', '--max-old-space-size=512', '--max-semi-space-size=8']

function changedAt(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** When the compiler last wrote something that a service is made of. */
function compiledAt(root: string): number {
  const groups = ['apps', 'libs/domain', 'libs/interop', 'libs/platform'].map((group) => path.join(root, group))
  const packages = groups.flatMap((group) => fs.readdirSync(group).map((name) => path.join(group, name)))
  const all = [...packages, path.join(root, 'libs/contracts')]
  return Math.max(...all.map((folder) => changedAt(path.join(folder, 'dist', '.tsbuildinfo'))))
}

/** The bundle when it is not older than what the compiler made; else that: the same code, slower to load. */
function program(root: string, name: ServiceName, compiled: number): string {
  const dist = path.join(root, 'apps', name, 'dist')
  const bundle = path.join(dist, 'bundle', 'main.cjs')
  return changedAt(bundle) >= compiled ? bundle : path.join(dist, 'main.js')
}

export function serviceSpecs(context: EnvironmentContext, names: ServiceName[]): ProcessSpec[] {
  const { folders, ports } = context
  const compiled = compiledAt(folders.root)
  return names.map((name) => ({
    name,
    args: [...NODE_OPTIONS, program(folders.root, name, compiled)],
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
